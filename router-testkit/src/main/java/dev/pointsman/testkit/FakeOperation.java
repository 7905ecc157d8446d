package dev.pointsman.testkit;

/** Operation of a path of the provider. */
enum FakeOperation {
    CHAT,
    EMBEDDINGS
}
