package dev.pointsman.clients;

import java.util.Locale;

/**
 * Cell of the matrix: one request of one client.
 *
 * @param client the client's name
 * @param number the client's number, in the name of its models
 * @param column the kind of request and failure
 * @param protocol the protocol of the provider
 */
record Cell(String client, int number, Column column, Protocol protocol) {

    /** Beginning of the names of models. */
    static final String MODEL = "model-";

    /** Returns the pool that the client asks for. */
    String pool() {
        return column.name().toLowerCase(Locale.ROOT) + "-" + protocol + "-" + number;
    }

    /** Returns the pool's only model, as its provider knows it. */
    String model() {
        return MODEL + pool();
    }

    @Override
    public String toString() {
        return client + ", " + column.title + ", " + protocol;
    }
}
