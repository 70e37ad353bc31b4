pub async fn stopped() {
    println!("stop it yourself");
}
