package dev.pointsman.testkit;

import dev.pointsman.testkit.internal.protocol.HttpReply;
import dev.pointsman.testkit.internal.protocol.ModelAnswer;
import dev.pointsman.testkit.internal.protocol.ReceivedCall;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Fault of a {@link FaultyProvider} for one request, or {@link #none()}.
 *
 * <p>An immutable value, safe for all threads. Faults combine: {@code Fault.slowTokens(d).and(Fault.resetAfter(40))}
 * applies the left one first. A fault that replaces the whole reply, such as a status or a body, therefore stands
 * leftmost: it throws away what was done to the reply before. Places in a stream are counted in tokens that have been
 * sent; where the answer has fewer, its end counts; a fault that names one token then means the last. On a JSON answer
 * a fault that happens "after k tokens" happens in the middle of the body, and one that concerns single events changes
 * nothing. Durations have a resolution of one millisecond, and a wait ends early when the client leaves or the provider
 * closes.
 *
 * <p>The factory methods throw {@link IllegalArgumentException} for a negative number of tokens or a negative duration.
 */
public final class Fault extends ContentFaults {
    /*
     * A caller writes Fault.rateLimited() for every fault there is. There are more of them than one class holds well,
     * and Java hands static methods down along one line of superclasses only, so the catalogue's pages stand in a line:
     * what the provider refuses, how the connection breaks, what is wrong with the content. They hold no state.
     */
    private static final Fault NONE = new Fault("none", (answer, call) -> answer, (reply, call) -> reply);

    private final String name;
    private final BiFunction<ModelAnswer, SeenCall, ModelAnswer> said;
    private final BiFunction<HttpReply, SeenCall, HttpReply> sent;

    private Fault(
            String name,
            BiFunction<ModelAnswer, SeenCall, ModelAnswer> said,
            BiFunction<HttpReply, SeenCall, HttpReply> sent) {
        this.name = name;
        this.said = said;
        this.sent = sent;
    }

    static Fault said(String name, UnaryOperator<ModelAnswer> change) {
        return new Fault(name, (answer, call) -> change.apply(answer), NONE.sent);
    }

    static Fault sent(String name, UnaryOperator<HttpReply> change) {
        return new Fault(name, NONE.said, (reply, call) -> change.apply(reply));
    }

    static Fault sent(String name, BiFunction<HttpReply, ReceivedCall, HttpReply> change) {
        return new Fault(name, NONE.said, (reply, seen) -> change.apply(reply, seen.call()));
    }

    ModelAnswer change(ModelAnswer answer, SeenCall call) {
        return said.apply(answer, call);
    }

    HttpReply change(HttpReply reply, SeenCall call) {
        return sent.apply(reply, call);
    }

    /**
     * Nothing wrong: the healthy answer.
     *
     * @return the fault that is none
     */
    public static Fault none() {
        return NONE;
    }

    /**
     * This fault, and then another one on what is left of the reply.
     *
     * @param next the fault to apply after this one
     * @return both
     */
    public Fault and(Fault next) {
        return new Fault(
                name + ", " + next.name,
                (answer, call) -> next.change(change(answer, call), call),
                (reply, call) -> next.change(change(reply, call), call));
    }

    /**
     * This fault for some requests, nothing wrong for the others.
     *
     * @param condition asked once or twice per request
     * @return the limited fault
     */
    public Fault when(Predicate<SeenRequest> condition) {
        return new Fault(
                name + " sometimes",
                (answer, call) -> condition.test(call.request()) ? change(answer, call) : answer,
                (reply, call) -> condition.test(call.request()) ? change(reply, call) : reply);
    }

    /**
     * This fault with a header field in the response, in place of one with the same name.
     *
     * @param field the field's name
     * @param value the field's value
     * @return the fault with the field
     */
    public Fault header(String field, String value) {
        return and(sent(field + ": " + value, reply -> reply.withHeader(field, value)));
    }

    /**
     * This fault with a {@code Retry-After} field.
     *
     * @param value seconds or an HTTP date; sent as given, so that it may also be nonsense
     * @return the fault with the field
     */
    public Fault retryAfter(String value) {
        return header("Retry-After", value);
    }

    /**
     * This fault with the fields that tell how much the rate limits still allow, by the names of the provider's
     * wire format.
     *
     * @param requests the requests left
     * @param tokens the tokens left
     * @return the fault with the fields
     */
    public Fault remaining(int requests, int tokens) {
        return and(sent("remaining " + requests + "/" + tokens, WireEdits.remaining(requests, tokens)));
    }

    /**
     * This fault with another body, as one document; the status stays.
     *
     * @param contentType the value of {@code Content-Type}
     * @param text the body
     * @return the fault with the body
     */
    public Fault body(String contentType, String text) {
        return and(sent("body", reply -> reply.withDocument(contentType, text)));
    }

    /**
     * This fault with another status; header fields and body stay.
     *
     * @param status from 200 to 599
     * @return the fault with the status
     */
    public Fault withStatus(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected: >= 200 and <= 599)");
        }
        return and(sent("as " + status, reply -> reply.withStatus(status)));
    }

    /**
     * This fault with its document as the only element of an array, as Google's servers send errors of streams.
     *
     * @return the fault with the array; streams stay as they are
     */
    public Fault inArray() {
        return and(sent("in an array", ReplyEdits::inArray));
    }

    /**
     * Sends signs of life in the waits of the faults before it, so that bytes flow while no token comes: the forms of
     * the wire format in turn.
     *
     * @param every the time between two signs, at least a millisecond
     * @return this fault with signs of life
     */
    public Fault pinging(Duration every) {
        if (every.toMillis() < 1) {
            throw new IllegalArgumentException("every: " + every + " (expected: >= PT0.001S)");
        }
        return and(sent("pinging", WireEdits.pinging(every)));
    }

    /** Returns a description for a test's report. */
    @Override
    public String toString() {
        return name;
    }
}
