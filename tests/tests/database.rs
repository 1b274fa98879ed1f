//! A database for each test.

use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::Connection as _;
use sqlx::postgres::{PgConnection, PgPool};
use tests::database::TestDatabase;
use uuid::Uuid;

async fn migrate(url: &str) {
    // Dropped without being closed, as callers will do.
    let pool = PgPool::connect(url).await.unwrap();
    sqlx::query("CREATE TABLE words (word text)")
        .execute(&pool)
        .await
        .unwrap();
}

async fn count(database: &TestDatabase) -> i64 {
    let mut connection = PgConnection::connect(&database.url).await.unwrap();
    let count = sqlx::query_scalar("SELECT count(*) FROM words")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    count
}

async fn exists(through: &TestDatabase, name: &str) -> bool {
    let mut connection = PgConnection::connect(&through.url).await.unwrap();
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
        .bind(name)
        .fetch_one(&mut connection)
        .await
        .unwrap()
}

#[tokio::test]
async fn each_test_writes_to_its_own_database_and_the_template_is_made_once() {
    let key = Uuid::new_v4().to_string();
    let made = AtomicU32::new(0);
    let migrate = async |url: &str| {
        made.fetch_add(1, Ordering::Relaxed);
        migrate(url).await;
    };
    let (a, b, c) = tokio::join!(
        TestDatabase::new(&key, &migrate),
        TestDatabase::new(&key, &migrate),
        TestDatabase::new(&key, &migrate),
    );
    let pool = PgPool::connect(&a.url).await.unwrap();
    sqlx::query("INSERT INTO words VALUES ('one')")
        .execute(&pool)
        .await
        .unwrap();
    assert_eq!(
        (count(&a).await, count(&b).await, count(&c).await),
        (1, 0, 0)
    );
    assert_eq!(made.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_database_goes_with_its_value_even_while_a_pool_is_open() {
    let watcher = TestDatabase::new("words", migrate).await;
    let database = TestDatabase::new("words", migrate).await;
    let _pool = PgPool::connect(&database.url).await.unwrap();
    let name = database.name.clone();
    assert!(exists(&watcher, &name).await);
    drop(database);
    assert!(!exists(&watcher, &name).await);
}

#[tokio::test]
async fn a_database_can_be_made_on_a_runtime_with_threads() {
    let made = tokio::spawn(TestDatabase::new("words", migrate_static));
    assert_eq!(count(&made.await.unwrap()).await, 0);
}

async fn migrate_static(url: &str) {
    migrate(url).await;
}
