package dev.pointsman.testkit;

/** What a path of the provider does. */
enum FakeOperation {
    CHAT,
    EMBEDDINGS
}
