package dev.pointsman.gateway;

/** Setting {@code gateway.usage-cost}: answers whose usage object gets the field {@code cost}. */
enum UsageCost {
    /** The last chunk of streams, whose cost no header can hold; other answers are unchanged. */
    STREAMS,
    /** All answers. */
    ALWAYS,
    /** None. */
    NEVER
}
