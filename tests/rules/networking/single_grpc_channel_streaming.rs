//! Long streams over one channel, and over several.

use tonic::transport::{Channel, Endpoint};
use tonic::{Status, Streaming};

mod generated {
    use tonic::{Response, Status, Streaming};

    #[derive(Clone)]
    pub struct FeedClient<T>(T);

    impl<T> FeedClient<T> {
        pub fn new(channel: T) -> Self {
            Self(channel)
        }

        pub async fn watch(&mut self, _topic: u32) -> Result<Response<Streaming<String>>, Status> {
            std::future::ready(Err(Status::unimplemented("generated"))).await
        }

        pub async fn name(&mut self, _topic: u32) -> Result<Response<String>, Status> {
            std::future::ready(Err(Status::unimplemented("generated"))).await
        }
    }
}

use generated::FeedClient;

pub fn watch_all(client: FeedClient<Channel>, topics: Vec<u32>) {
    for topic in topics {
        let mut client = client.clone(); //~ single-grpc-channel-streaming
        tokio::spawn(async move {
            let mut updates = client.watch(topic).await?.into_inner();
            while let Some(update) = updates.message().await? {
                println!("{update}");
            }
            Ok::<_, Status>(())
        });
    }
}

pub fn watch_over(channel: Channel, topics: Vec<u32>) {
    for topic in topics {
        let channel = channel.clone(); //~ single-grpc-channel-streaming
        tokio::spawn(async move {
            let answer = FeedClient::new(channel).watch(topic).await?;
            print_all(answer.into_inner()).await
        });
    }
}

async fn print_all(mut updates: Streaming<String>) -> Result<(), Status> {
    while let Some(update) = updates.message().await? {
        println!("{update}");
    }
    Ok(())
}

// Short calls share a connection well.
pub fn names(client: FeedClient<Channel>, topics: Vec<u32>) {
    for topic in topics {
        let mut client = client.clone();
        tokio::spawn(async move { client.name(topic).await });
    }
}

// Several connections behind one channel.
pub fn watch_balanced(endpoints: Vec<Endpoint>, topics: Vec<u32>) {
    let client = FeedClient::new(Channel::balance_list(endpoints.into_iter()));
    for topic in topics {
        let mut client = client.clone();
        tokio::spawn(async move {
            let mut updates = client.watch(topic).await?.into_inner();
            while let Some(update) = updates.message().await? {
                println!("{update}");
            }
            Ok::<_, Status>(())
        });
    }
}

// One stream.
pub async fn watch_one(client: FeedClient<Channel>) -> Result<(), Status> {
    let mut client = client.clone();
    print_all(client.watch(1).await?.into_inner()).await
}
