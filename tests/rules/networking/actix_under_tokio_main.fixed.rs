//! `#[tokio::main]` around a server of actix-web; one program a module.

mod direct {
    use actix_web::{web, App, HttpServer};

    #[actix_web::main] //~ actix-under-tokio-main
    async fn main() -> std::io::Result<()> {
        HttpServer::new(|| App::new().route("/", web::get().to(|| async { "hello" })))
            .workers(2)
            .bind(("127.0.0.1", 8080))?
            .run()
            .await
    }
}

mod one_thread {
    use actix_web as web_server;

    /// The comment and the other attribute stay.
    #[actix_web::main] //~ actix-under-tokio-main
    #[allow(clippy::needless_return)]
    async fn main() -> std::io::Result<()> {
        let server = web_server::HttpServer::new(web_server::App::new)
            .bind("127.0.0.1:8080")?
            .run();
        return server.await;
    }
}

mod with_a_task {
    use actix_web::{web::Data, App, HttpServer};
    use std::sync::Arc;

    #[actix_web::main] //~ actix-under-tokio-main
    async fn main() -> std::io::Result<()> {
        let names = Arc::new(vec![String::from("ada")]);
        let sweep = tokio::spawn(tokio::task::yield_now());
        HttpServer::new(move || App::new().app_data(Data::from(Arc::clone(&names))))
            .bind(("127.0.0.1", 8080))?
            .run()
            .await?;
        let _ = sweep.await;
        Ok(())
    }
}

mod many_threads {
    use actix_web::{App, HttpServer};

    // Found, but what the arguments ask for has no place in the other attribute.
    #[tokio::main(flavor = "multi_thread", worker_threads = 8)] //~ actix-under-tokio-main
    async fn main() -> std::io::Result<()> {
        HttpServer::new(App::new).bind(("127.0.0.1", 8080))?.run().await
    }
}

mod through_a_function {
    use actix_web::{dev::Server, App, HttpServer};
    use std::net::TcpListener;

    fn run(listener: TcpListener) -> std::io::Result<Server> {
        Ok(HttpServer::new(App::new).listen(listener)?.run())
    }

    #[actix_web::main] //~ actix-under-tokio-main
    async fn main() -> std::io::Result<()> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        run(listener)?.await
    }
}

mod own_attribute {
    use actix_web::{App, HttpServer};

    #[actix_web::main]
    async fn main() -> std::io::Result<()> {
        HttpServer::new(App::new).bind(("127.0.0.1", 8080))?.run().await
    }
}

mod another_framework {
    struct HttpServer;

    impl HttpServer {
        fn new<F>(_make: F) -> Self {
            Self
        }

        async fn run(self) {}
    }

    #[tokio::main]
    async fn main() {
        HttpServer::new(|| ()).run().await;
    }
}

mod beside_grpc {
    use actix_web::{App, HttpServer};

    // The work-stealing runtime is there for the other server.
    #[tokio::main]
    async fn main() -> std::io::Result<()> {
        let _endpoint = tonic::transport::Endpoint::from_static("http://127.0.0.1:50051");
        HttpServer::new(App::new).bind(("127.0.0.1", 8080))?.run().await
    }
}

mod on_a_thread {
    use actix_web::{App, HttpServer};

    // The server has a system of its own, on a thread of its own.
    #[tokio::main]
    async fn main() {
        let admin = std::thread::spawn(|| {
            actix_web::rt::System::new().block_on(async {
                HttpServer::new(App::new).bind(("127.0.0.1", 9000)).unwrap().run().await
            })
        });
        tokio::task::yield_now().await;
        drop(admin);
    }
}

mod part_of_more {
    use actix_web::{dev::Server, App, HttpServer};

    fn api() -> std::io::Result<Server> {
        Ok(HttpServer::new(App::new).bind(("127.0.0.1", 8080))?.run())
    }

    async fn deliver() {}

    // The deliveries share the runtime; nobody but its owner can tell what they need.
    #[tokio::main]
    async fn main() -> std::io::Result<()> {
        let deliveries = tokio::spawn(deliver());
        let done = api()?.await;
        deliveries.abort();
        done
    }
}
