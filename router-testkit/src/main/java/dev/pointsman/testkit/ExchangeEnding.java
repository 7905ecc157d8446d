package dev.pointsman.testkit;

/** End of an exchange with a {@link FaultyProvider}, as observed by the provider. */
public enum ExchangeEnding {
    /** Not over yet: the provider is still reading, waiting or writing. */
    OPEN,
    /** The provider sent all that the fault of the hour left of the reply, and ended the body in good order. */
    ANSWERED,
    /** The provider reset the connection, by a fault or because it went down. */
    RESET,
    /** The provider closed the connection before the body was over. */
    CLOSED,
    /** The client went away first: it closed or reset its side while the provider still had something to do. */
    CLIENT_LEFT
}
