use std::time::Duration;

#[derive(Debug)]
pub struct Failure;

impl From<sqlx::Error> for Failure {
    fn from(_: sqlx::Error) -> Self {
        Failure
    }
}

impl From<reqwest::Error> for Failure {
    fn from(_: reqwest::Error) -> Self {
        Failure
    }
}

pub async fn fetch_avatar(user: i64, client: &reqwest::Client) -> Result<String, Failure> {
    let answer = client.get(format!("https://avatars.test/{user}")).send().await?;
    Ok(answer.text().await?)
}

pub async fn a_request_of_another_service(
    user: i64,
    pool: &sqlx::PgPool,
    client: &reqwest::Client,
) -> Result<(), Failure> {
    let mut conn = pool.acquire().await?; //~ pool-guard-across-await
    sqlx::query("UPDATE users SET seen = now() WHERE id = $1").bind(user).execute(&mut *conn).await?;
    let avatar = fetch_avatar(user, client).await?;
    sqlx::query("UPDATE users SET avatar = $1").bind(avatar).execute(&mut *conn).await?;
    Ok(())
}

pub async fn no_longer_needed(user: i64, pool: &sqlx::PgPool, client: &reqwest::Client) -> Result<String, Failure> {
    let mut conn = pool.acquire().await?; //~ pool-guard-across-await
    sqlx::query("UPDATE users SET seen = now() WHERE id = $1").bind(user).execute(&mut *conn).await?;
    fetch_avatar(user, client).await
}

pub struct Users {
    pool: sqlx::PgPool,
}

type Conn = sqlx::pool::PoolConnection<sqlx::Postgres>;

impl Users {
    async fn connection(&self) -> Result<Conn, sqlx::Error> {
        self.pool.acquire().await
    }

    async fn count(&self) -> Result<u64, Failure> {
        let mut conn = self.connection().await?;
        let done = sqlx::query("DELETE FROM users WHERE old").execute(&mut *conn).await?;
        Ok(done.rows_affected())
    }

    pub async fn a_second_connection(&self) -> Result<u64, Failure> {
        let mut conn = self.connection().await?; //~ pool-guard-across-await
        sqlx::query("ANALYZE users").execute(&mut *conn).await?;
        self.count().await
    }

    pub async fn the_pool_itself(&self) -> Result<u64, Failure> {
        let mut conn = self.pool.acquire().await?; //~ pool-guard-across-await
        let first = sqlx::query("DELETE FROM users WHERE old").execute(&mut *conn).await?;
        let second = sqlx::query("DELETE FROM orders WHERE old").execute(&self.pool).await?;
        Ok(first.rows_affected() + second.rows_affected())
    }

    pub async fn with_a_pause(&self) -> Result<(), Failure> {
        let Ok(mut conn) = self.pool.acquire().await else { //~ pool-guard-across-await
            return Err(Failure);
        };
        sqlx::query("ANALYZE users").execute(&mut *conn).await?;
        tokio::time::sleep(Duration::from_secs(1)).await;
        sqlx::query("ANALYZE orders").execute(&mut *conn).await?;
        Ok(())
    }

    pub async fn a_worker_with_its_own(&self) -> Result<(), Failure> {
        let mut conn = self.pool.acquire().await?;
        while sqlx::query("SELECT 1 FROM jobs").execute(&mut *conn).await?.rows_affected() > 0 {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        Ok(())
    }

    pub async fn row_by_row(&self, client: &reqwest::Client) -> Result<(), Failure> {
        let mut conn = self.pool.acquire().await?;
        let mut rows = sqlx::query("SELECT id FROM users").fetch(&mut *conn);
        while let Some(row) = futures::StreamExt::next(&mut rows).await {
            fetch_avatar(sqlx::Row::get(&row?, 0), client).await?;
        }
        Ok(())
    }

    pub async fn one_transaction(&self, user: i64, client: &reqwest::Client) -> Result<(), Failure> {
        let mut conn = self.pool.acquire().await?;
        let mut tx = sqlx::Connection::begin(&mut *conn).await?;
        let avatar = fetch_avatar(user, client).await?;
        sqlx::query("UPDATE users SET avatar = $1").bind(avatar).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(())
    }

    pub async fn a_lock_of_the_database(&self, user: i64, client: &reqwest::Client) -> Result<(), Failure> {
        let mut conn = self.pool.acquire().await?;
        sqlx::query("SELECT pg_advisory_lock(7)").execute(&mut *conn).await?;
        fetch_avatar(user, client).await?;
        sqlx::query("SELECT pg_advisory_unlock(7)").execute(&mut *conn).await?;
        Ok(())
    }

    pub async fn dropped_before(&self, user: i64, client: &reqwest::Client) -> Result<String, Failure> {
        let mut conn = self.pool.acquire().await?;
        sqlx::query("ANALYZE users").execute(&mut *conn).await?;
        drop(conn);
        fetch_avatar(user, client).await
    }

    pub async fn in_a_block(&self, user: i64, client: &reqwest::Client) -> Result<String, Failure> {
        let done = {
            let mut conn = self.pool.acquire().await?;
            sqlx::query("ANALYZE users").execute(&mut *conn).await?
        };
        fetch_avatar(user + done.rows_affected() as i64, client).await
    }

    pub async fn all_of_them_use_it(&self) -> Result<(), Failure> {
        let mut conn = self.pool.acquire().await?;
        sqlx::query("ANALYZE users").execute(&mut *conn).await?;
        analyze_orders(&mut conn).await?;
        let database = &mut *conn;
        sqlx::query("ANALYZE visits").execute(database).await?;
        Ok(())
    }

    pub async fn for_one_statement(&self, user: i64, client: &reqwest::Client) -> Result<String, Failure> {
        sqlx::query("ANALYZE users").execute(&mut *self.pool.acquire().await?).await?;
        fetch_avatar(user, client).await
    }

    pub async fn given_away(&self, user: i64, client: &reqwest::Client) -> Result<String, Failure> {
        let conn = self.pool.acquire().await?;
        analyze_all(conn).await?;
        fetch_avatar(user, client).await
    }

    pub async fn a_wait_that_is_short(&self, cache: &tokio::sync::Mutex<Vec<u64>>) -> Result<(), Failure> {
        let mut conn = self.pool.acquire().await?;
        let done = sqlx::query("ANALYZE users").execute(&mut *conn).await?;
        let mut known = cache.lock().await;
        known.push(done.rows_affected());
        tokio::task::yield_now().await;
        known.push(sqlx::query("ANALYZE orders").execute(&mut *conn).await?.rows_affected());
        Ok(())
    }

    pub async fn a_task_of_its_own(&self, user: i64, client: reqwest::Client) -> Result<(), Failure> {
        let mut conn = self.pool.acquire().await?;
        tokio::spawn(async move { fetch_avatar(user, &client).await.is_ok() });
        sqlx::query("ANALYZE users").execute(&mut *conn).await?;
        Ok(())
    }
}

async fn analyze_orders(conn: &mut Conn) -> Result<(), Failure> {
    sqlx::query("ANALYZE orders").execute(&mut **conn).await?;
    Ok(())
}

async fn analyze_all(mut conn: Conn) -> Result<(), Failure> {
    analyze_orders(&mut conn).await
}

pub struct Manager;

impl deadpool::managed::Manager for Manager {
    type Type = u64;
    type Error = Failure;

    async fn create(&self) -> Result<u64, Failure> {
        Ok(1)
    }

    async fn recycle(&self, _: &mut u64, _: &deadpool::managed::Metrics) -> deadpool::managed::RecycleResult<Failure> {
        Ok(())
    }
}

type Clients = deadpool::managed::Pool<Manager>;

pub async fn of_a_pool_by_another_name(clients: &Clients) -> u64 {
    let client = clients.get().await.unwrap(); //~ pool-guard-across-await
    tokio::time::sleep(Duration::from_millis(*client)).await;
    tokio::time::sleep(Duration::from_millis(10)).await;
    *client
}

pub struct Cache(std::collections::HashMap<u64, u64>);

impl Cache {
    async fn get(&self) -> Option<u64> {
        tokio::task::yield_now().await;
        self.0.get(&1).copied()
    }
}

pub async fn no_pool_at_all(cache: &Cache) -> Option<u64> {
    let value = cache.get().await?;
    tokio::time::sleep(Duration::from_millis(10)).await;
    Some(value)
}
