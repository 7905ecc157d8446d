package dev.pointsman.clients;

/**
 * Call to be made by a client.
 *
 * @param action the kind of request
 * @param base the address of the gateway, without a path
 * @param model the name of the model
 * @param begun called when the first text of a stream has come
 */
record Call(Column.Action action, String base, String model, Runnable begun) {}
