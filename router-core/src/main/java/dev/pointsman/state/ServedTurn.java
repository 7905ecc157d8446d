package dev.pointsman.state;

/**
 * Turn of a session that was served.
 *
 * @param model the id of the model that served it
 * @param turn the number of the turn in the session, from 1
 * @param promptTokens the length of its prompt; 0 if unknown
 * @param readNanos the time of the first token, in nanoseconds of any origin
 * @param endNanos the time of the end
 */
public record ServedTurn(String model, int turn, int promptTokens, long readNanos, long endNanos) {}
