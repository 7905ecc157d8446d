package dev.pointsman.benchmarks.spending;

import dev.pointsman.testkit.internal.redis.ExactCounter;

/**
 * A call at a gateway, as its client sees it.
 *
 * @param start its start in ms
 * @param end its end in ms
 * @param input tokens of its prompt
 * @param output tokens of its answer
 * @param added microseconds that it took beside the provider's time
 * @param status the status; 0 if the connection broke
 */
record SpentCall(long start, long end, int input, int output, long added, int status) {
    private static final int INPUT_PRICE = 3; // millionths of a dollar
    private static final int OUTPUT_PRICE = 15;

    static long micros(long input, long output) {
        return input * INPUT_PRICE + output * OUTPUT_PRICE;
    }

    boolean served() {
        return status == 200;
    }

    private String reason() {
        return served() ? "-" : Integer.toString(status);
    }

    ExactCounter.Call tokens() {
        return new ExactCounter.Call(start, end, input + output, input + output, reason());
    }

    ExactCounter.Call cost() {
        return new ExactCounter.Call(start, end, micros(input, output), micros(input, output), reason());
    }
}
