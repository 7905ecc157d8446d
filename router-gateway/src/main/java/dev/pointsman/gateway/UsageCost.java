package dev.pointsman.gateway;

/** Answers whose usage object gets the field {@code cost}: {@code gateway.usage-cost}. */
enum UsageCost {
    /** The last chunk of streams, whose cost no header can hold; other answers reach the client unchanged. */
    STREAMS,
    /** All answers. */
    ALWAYS,
    /** None. */
    NEVER
}
