package dev.pointsman.testkit;

import static dev.pointsman.testkit.ArgumentChecks.notNegative;

import dev.pointsman.testkit.internal.protocol.HttpReply;
import dev.pointsman.testkit.internal.protocol.ReplyStep;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Faults of one page of {@link Fault}'s catalogue: bytes come late, or the connection ends before the answer does. */
abstract sealed class ConnectionFaults extends StatusFaults permits ContentFaults {
    /** Clients may throw away what they have not read when a connection breaks, so they get a moment to read it. */
    private static final ReplyStep SETTLE = new ReplyStep.Pause(Duration.ofMillis(30));

    private static final Duration FOREVER = Duration.ofDays(20);

    ConnectionFaults() {}

    /**
     * Resets the connection once the request is read, before anything is answered.
     *
     * @return the fault
     */
    public static Fault resetBeforeHeaders() {
        return Fault.sent("reset before headers", ReplyEdits.first(ReplyStep.RESET));
    }

    /**
     * Reads the request and then says nothing, with the socket open, until the client leaves or the provider
     * closes.
     *
     * @return the fault
     */
    public static Fault neverAnswers() {
        return slowHeaders(FOREVER);
    }

    /**
     * Waits before status and headers.
     *
     * @param delay the wait
     * @return the fault
     */
    public static Fault slowHeaders(Duration delay) {
        return Fault.sent("headers after " + delay, ReplyEdits.first(new ReplyStep.Pause(delay)));
    }

    /**
     * Sends an interim response, such as 102 or 103, before the real one.
     *
     * @param status from 102 to 199
     * @return the fault
     */
    public static Fault interim(int status) {
        if (status < 102 || status > 199) {
            throw new IllegalArgumentException("status: " + status + " (expected: >= 102 and <= 199)");
        }
        return Fault.sent("interim " + status, ReplyEdits.first(writer -> writer.interim(status)));
    }

    /**
     * Sends the headers at once and then nothing for a while, not even the events that open a stream.
     *
     * @param delay the wait
     * @return the fault
     */
    public static Fault slowBody(Duration delay) {
        return Fault.sent("body after " + delay, ReplyEdits.afterHead(new ReplyStep.Pause(delay)));
    }

    /**
     * Sends the headers and the events that open a stream at once, and the first token after a while.
     *
     * @param delay the wait
     * @return the fault
     */
    public static Fault slowFirstToken(Duration delay) {
        return Fault.sent("first token after " + delay, ReplyEdits.afterTokens(0, new ReplyStep.Pause(delay)));
    }

    /**
     * Waits before each token; a JSON answer waits for all its tokens before the headers.
     *
     * @param delay the wait per token
     * @return the fault
     */
    public static Fault slowTokens(Duration delay) {
        return Fault.sent("a token per " + delay, ReplyEdits.beforeEachToken(new ReplyStep.Pause(delay)));
    }

    /**
     * Falls silent in the middle of a stream, and then goes on to the end.
     *
     * @param tokens the tokens that are sent before
     * @param silence the length of the gap
     * @return the fault
     */
    public static Fault pauseAfter(int tokens, Duration silence) {
        return Fault.sent(
                "pause after " + tokens,
                ReplyEdits.afterTokens(notNegative("tokens", tokens), new ReplyStep.Pause(silence)));
    }

    /**
     * Ends the body in good order, but only a while after its last byte.
     *
     * @param delay the wait
     * @return the fault
     */
    public static Fault lingers(Duration delay) {
        return Fault.sent("lingers " + delay, ReplyEdits.then(new ReplyStep.Pause(delay)));
    }

    /**
     * Falls silent in the middle with the socket open, and closes it later without having said more.
     *
     * @param tokens the tokens that are sent before
     * @param silence the time until the socket is closed
     * @return the fault
     */
    public static Fault stallAfter(int tokens, Duration silence) {
        return Fault.sent(
                "stall after " + tokens,
                ReplyEdits.cut(notNegative("tokens", tokens), new ReplyStep.Pause(silence), ReplyStep.CLOSE));
    }

    /**
     * Resets the connection in the middle.
     *
     * @param tokens the tokens that are sent before
     * @return the fault
     */
    public static Fault resetAfter(int tokens) {
        return Fault.sent(
                "reset after " + tokens, ReplyEdits.cut(notNegative("tokens", tokens), SETTLE, ReplyStep.RESET));
    }

    /**
     * Closes the connection in the middle, in TCP's good order but against HTTP's: the body's end is missing.
     *
     * @param tokens the tokens that are sent before
     * @return the fault
     */
    public static Fault closeAfter(int tokens) {
        return Fault.sent(
                "close after " + tokens, ReplyEdits.cut(notNegative("tokens", tokens), SETTLE, ReplyStep.CLOSE));
    }

    /**
     * Ends the body in the middle, in HTTP's good order; only the finish reason tells that the answer is not whole.
     *
     * @param tokens the tokens that are sent before
     * @return the fault
     */
    public static Fault endAfter(int tokens) {
        UnaryOperator<HttpReply> cut = ReplyEdits.cut(notNegative("tokens", tokens));
        return Fault.sent("end after " + tokens, reply -> cut.apply(reply).promisingNothing());
    }

    /**
     * Sends the first half of the body and closes the connection, usually in the middle of a JSON value.
     *
     * @return the fault
     */
    public static Fault cutBody() {
        UnaryOperator<HttpReply> broken = ReplyEdits.then(SETTLE, ReplyStep.CLOSE);
        return Fault.sent("cut body", reply -> broken.apply(ReplyEdits.half(reply)));
    }
}
