use state::{Members, Names};

pub async fn serve(id: u64, members: Members) {
    members.lock().unwrap().insert(id, Vec::new());
    let known = members.lock().unwrap().contains_key(&id);
    println!("{known}");
    members.lock().unwrap().remove(&id);
}

pub fn known(names: &Names) -> usize {
    names.lock().unwrap().insert(1, "first".to_owned());
    names.lock().unwrap().len()
}
