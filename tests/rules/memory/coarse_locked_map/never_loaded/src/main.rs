mod labels;
mod report;

#[tokio::main]
async fn main() {
    let labels = labels::Labels::default();
    report::fill(&labels);
    println!("{:?}", report::name(&labels, "a"));
    report::forget(&labels, "a");
}
