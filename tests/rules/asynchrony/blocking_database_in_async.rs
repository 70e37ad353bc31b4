use std::sync::{Arc, Mutex};

use diesel::r2d2::{ConnectionManager, Pool};
use diesel::{sql_query, RunQueryDsl, SqliteConnection};
use rusqlite::Connection;

type DbPool = Pool<ConnectionManager<SqliteConnection>>;

pub struct Store {
    pub db: Arc<Mutex<Connection>>,
    pub pool: DbPool,
    pub lock: tokio::sync::Mutex<Connection>,
}

impl Store {
    pub async fn rename(&self, id: i64, name: &str) -> rusqlite::Result<usize> {
        let db = self.db.lock().unwrap();
        db.execute("UPDATE users SET name = ?1 WHERE id = ?2", (name, id)) //~ blocking-database-in-async
    }

    pub async fn name_of(&self, id: i64) -> rusqlite::Result<String> {
        let db = self.lock.lock().await;
        let mut found = db.prepare_cached("SELECT name FROM users WHERE id = ?1")?; //~ blocking-database-in-async
        found.query_row([id], |row| row.get(0)) //~ blocking-database-in-async
    }

    pub async fn vacuum(&self) -> usize {
        let mut connection = self.pool.get().unwrap(); //~ blocking-database-in-async
        sql_query("VACUUM").execute(&mut connection).unwrap() //~ blocking-database-in-async
    }

    pub async fn offloaded(&self, id: i64) -> rusqlite::Result<String> {
        let db = self.db.clone();
        tokio::task::spawn_blocking(move || {
            let db = db.lock().unwrap();
            db.query_row("SELECT name FROM users WHERE id = ?1", [id], |row| row.get(0))
        })
        .await
        .unwrap()
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce(&Connection) -> T + Send + 'static) -> T {
        let db = self.db.clone();
        tokio::task::spawn_blocking(move || work(&db.lock().unwrap())).await.unwrap()
    }

    pub async fn offloaded_by_a_helper(&self, id: i64) -> rusqlite::Result<usize> {
        self.run(move |db| db.execute("DELETE FROM users WHERE id = ?1", [id])).await
    }
}

pub async fn opened(path: &str) -> rusqlite::Result<i64> {
    let db = Connection::open(path)?; //~ blocking-database-in-async
    db.query_row("SELECT count(*) FROM users", [], |row| row.get(0)) //~ blocking-database-in-async
}

pub async fn written(tree: sled::Tree) -> sled::Result<usize> {
    tree.flush() //~ blocking-database-in-async
}

pub async fn from_the_server(client: &mut postgres::Client) -> Result<usize, postgres::Error> {
    Ok(client.query("SELECT name FROM users", &[])?.len()) //~ blocking-database-in-async
}

pub async fn asked_redis(client: &redis::Client) -> redis::RedisResult<u64> {
    let mut connection = client.get_connection()?; //~ blocking-database-in-async, connection-per-request
    redis::cmd("INCR").arg("visits").query(&mut connection) //~ blocking-database-in-async
}

pub async fn in_a_task(store: Arc<Store>) {
    tokio::spawn(async move {
        store.db.lock().unwrap().execute_batch("PRAGMA optimize").ok(); //~ blocking-database-in-async
    });
}

pub async fn with_futures(db: &tokio_rusqlite::Connection, id: i64) -> tokio_rusqlite::Result<usize> {
    Ok(db.call(move |db| db.execute("DELETE FROM users WHERE id = ?1", [id])).await?)
}

pub mod asynchronous {
    use diesel_async::RunQueryDsl;

    pub async fn vacuum(connection: &mut diesel_async::AsyncPgConnection) -> usize {
        diesel::sql_query("VACUUM").execute(connection).await.unwrap()
    }
}

pub async fn with_redis_futures(mut connection: redis::aio::MultiplexedConnection) -> redis::RedisResult<u64> {
    redis::cmd("INCR").arg("visits").query_async(&mut connection).await
}

pub async fn with_sqlx(pool: &sqlx::PgPool) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query("VACUUM").execute(pool).await?.rows_affected())
}

pub async fn in_actix(pool: DbPool) -> Result<usize, actix_web::Error> {
    let done = actix_web::web::block(move || {
        let mut connection = pool.get().unwrap();
        sql_query("VACUUM").execute(&mut connection).unwrap()
    });
    Ok(done.await?)
}

pub struct Users(std::collections::HashMap<i64, String>);

impl Users {
    fn query(&self, name: &str) -> usize {
        self.0.values().filter(|known| *known == name).count()
    }
}

pub async fn a_method_of_the_same_name(users: &Users) -> usize {
    tokio::task::yield_now().await;
    users.query("ada") + users.0.get(&1).map_or(0, String::len)
}

pub async fn cached(users: &mut std::collections::HashMap<String, u64>) -> Option<u64> {
    tokio::task::yield_now().await;
    users.insert("ada".into(), 1);
    users.get("ada").copied()
}

pub async fn optimized_on_purpose(db: &Connection) -> rusqlite::Result<()> {
    // Synchronous on purpose: one task has this runtime for itself.
    db.execute_batch("PRAGMA optimize")
}

#[tokio::main]
pub async fn main() -> rusqlite::Result<()> {
    let db = Connection::open("users.db")?;
    db.execute_batch("CREATE TABLE IF NOT EXISTS users (id INTEGER, name TEXT)")
}

pub fn plain_function(db: &Connection) -> rusqlite::Result<usize> {
    db.execute("DELETE FROM users", [])
}

pub struct Traced {
    inner: Connection,
}

impl std::ops::Deref for Traced {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.inner
    }
}

impl Traced {
    async fn prepare(&self, query: &str) -> usize {
        tokio::task::yield_now().await;
        query.len() + usize::from(self.inner.is_autocommit())
    }
}

pub async fn traced(database: &Traced) -> rusqlite::Result<usize> {
    let prepared = Traced::prepare(database, "DELETE FROM users");
    let length = prepared.await;
    database.execute("DELETE FROM users", [])?; //~ blocking-database-in-async
    Ok(length)
}

pub struct Opens;

impl deadpool::managed::Manager for Opens {
    type Type = Traced;
    type Error = rusqlite::Error;

    async fn create(&self) -> rusqlite::Result<Traced> {
        tokio::task::spawn_blocking(|| Connection::open("users.db").map(|inner| Traced { inner })).await.unwrap()
    }

    async fn recycle(
        &self,
        _: &mut Traced,
        _: &deadpool::managed::Metrics,
    ) -> deadpool::managed::RecycleResult<rusqlite::Error> {
        Ok(())
    }
}

pub async fn pooled(pool: &deadpool::managed::Pool<Opens>) -> rusqlite::Result<usize> {
    let database = pool.get().await.unwrap();
    database.execute("DELETE FROM users", []) //~ blocking-database-in-async
}
