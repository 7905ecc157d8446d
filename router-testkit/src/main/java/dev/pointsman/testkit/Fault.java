package dev.pointsman.testkit;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a {@link FaultyProvider} does wrong with one request, or {@link #none()}.
 *
 * <p>An immutable value, safe for all threads. Faults combine: {@code
 * Fault.slowTokens(d).and(Fault.resetAfter(40))} applies the left one first. A fault that replaces the whole
 * reply, such as a status or a body, therefore stands leftmost: it throws away what was done to the reply before.
 * Places in a stream are counted in tokens that have been sent; where the answer has fewer, its end counts; a
 * fault that names one token then means the last. On a JSON answer a fault that happens "after k tokens" happens
 * in the middle of the body, and one that concerns single events changes nothing. Durations have a resolution of
 * one millisecond, and a wait ends early when the client leaves or the provider closes.
 *
 * <p>The factory methods throw {@link IllegalArgumentException} for a negative number of tokens or a negative
 * duration.
 */
public final class Fault {
    /** Clients may throw away what they have not read when a connection breaks, so they get a moment to read it. */
    private static final Step SETTLE = new Step.Pause(Duration.ofMillis(30));

    private static final Duration FOREVER = Duration.ofDays(20);
    private static final Fault NONE = new Fault("none", (answer, call) -> answer, (reply, call) -> reply);

    private final String name;
    private final BiFunction<Answer, Call, Answer> said;
    private final BiFunction<Reply, Call, Reply> sent;

    private Fault(String name, BiFunction<Answer, Call, Answer> said, BiFunction<Reply, Call, Reply> sent) {
        this.name = name;
        this.said = said;
        this.sent = sent;
    }

    private static Fault said(String name, UnaryOperator<Answer> change) {
        return new Fault(name, (answer, call) -> change.apply(answer), NONE.sent);
    }

    private static Fault sent(String name, UnaryOperator<Reply> change) {
        return new Fault(name, NONE.said, (reply, call) -> change.apply(reply));
    }

    private static Fault sent(String name, BiFunction<Reply, Call, Reply> change) {
        return new Fault(name, NONE.said, change);
    }

    private static Fault complaint(Complaint complaint) {
        return sent(complaint.name(), WireEdits.error(wire -> wire.error(complaint)));
    }

    private static Fault endingAfter(int count, FinishReason reason) {
        tokens(count);
        return said(reason + " after " + count, answer -> answer.endingAfter(count, reason));
    }

    private static Step pause(Duration length) {
        if (length.isNegative()) {
            throw new IllegalArgumentException("duration: " + length + " (expected: >= 0)");
        }
        return new Step.Pause(length);
    }

    private static int tokens(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("tokens: " + count + " (expected: >= 0)");
        }
        return count;
    }

    Answer change(Answer answer, Call call) {
        return said.apply(answer, call);
    }

    Reply change(Reply reply, Call call) {
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
                (answer, call) -> condition.test(call.seen()) ? change(answer, call) : answer,
                (reply, call) -> condition.test(call.seen()) ? change(reply, call) : reply);
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
     * An HTTP status, with the error that the provider's wire format usually sends with it.
     *
     * @param status from 200 to 599; below 400 it only replaces the status of the healthy answer
     * @return the fault
     */
    public static Fault status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected: >= 200 and <= 599)");
        }
        return status < 400
                ? sent("status " + status, reply -> reply.withStatus(status))
                : sent("status " + status, WireEdits.error(wire -> wire.error(status)));
    }

    /**
     * An HTTP status with an error of the wire format's shape and a message of one's own.
     *
     * @param status from 400 to 599
     * @param message the message in the error
     * @return the fault
     */
    public static Fault status(int status, String message) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected: >= 400 and <= 599)");
        }
        return sent(
                "status " + status, WireEdits.error(wire -> wire.error(status).saying(message)));
    }

    /**
     * 400, because the prompt is longer than the model's context.
     *
     * @return the fault
     */
    public static Fault contextLengthExceeded() {
        return complaint(Complaint.CONTEXT_LENGTH);
    }

    /**
     * 400, because the content is refused.
     *
     * @return the fault
     */
    public static Fault contentPolicyViolation() {
        return complaint(Complaint.CONTENT_POLICY);
    }

    /**
     * 400, because the request is wrong in itself.
     *
     * @return the fault
     */
    public static Fault invalidRequest() {
        return complaint(Complaint.INVALID_REQUEST);
    }

    /**
     * 400 for each request whose last message is the assistant's; the others are answered.
     *
     * @return the fault
     */
    public static Fault rejectsPrefill() {
        return complaint(Complaint.NO_PREFILL).when(SeenRequest::prefilled);
    }

    /**
     * 401, because the key is unknown.
     *
     * @return the fault
     */
    public static Fault invalidKey() {
        return complaint(Complaint.INVALID_KEY);
    }

    /**
     * 403, because the key may not do this.
     *
     * @return the fault
     */
    public static Fault forbidden() {
        return complaint(Complaint.FORBIDDEN);
    }

    /**
     * 404, because the model does not exist.
     *
     * @return the fault
     */
    public static Fault modelNotFound() {
        return complaint(Complaint.MODEL_NOT_FOUND);
    }

    /**
     * The account has no credit left: 429 in OpenAI's wire format, 402 in Anthropic's.
     *
     * @return the fault
     */
    public static Fault insufficientQuota() {
        return complaint(Complaint.QUOTA);
    }

    /**
     * 413, because the body is too large.
     *
     * @return the fault
     */
    public static Fault tooLarge() {
        return complaint(Complaint.TOO_LARGE);
    }

    /**
     * The limit of tokens per minute: 413 in OpenAI's wire format, as some hosts send it; 429 in Anthropic's.
     *
     * @return the fault
     */
    public static Fault tokensPerMinute() {
        return complaint(Complaint.TOKENS_PER_MINUTE);
    }

    /**
     * 429, because there are too many requests; without {@code Retry-After} unless {@link #retryAfter} adds it.
     *
     * @return the fault
     */
    public static Fault rateLimited() {
        return complaint(Complaint.RATE_LIMIT);
    }

    /**
     * The provider is overloaded: 503 in OpenAI's wire format, 529 in Anthropic's.
     *
     * @return the fault
     */
    public static Fault overloaded() {
        return complaint(Complaint.OVERLOADED);
    }

    /**
     * Resets the connection once the request is read, before anything is answered.
     *
     * @return the fault
     */
    public static Fault resetBeforeHeaders() {
        return sent("reset before headers", ReplyEdits.first(Step.RESET));
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
        return sent("headers after " + delay, ReplyEdits.first(pause(delay)));
    }

    /**
     * Sends the headers at once and then nothing for a while, not even the events that open a stream.
     *
     * @param delay the wait
     * @return the fault
     */
    public static Fault slowBody(Duration delay) {
        return sent("body after " + delay, ReplyEdits.afterHead(pause(delay)));
    }

    /**
     * Sends the headers and the events that open a stream at once, and the first token after a while.
     *
     * @param delay the wait
     * @return the fault
     */
    public static Fault slowFirstToken(Duration delay) {
        return sent("first token after " + delay, ReplyEdits.afterTokens(0, pause(delay)));
    }

    /**
     * Waits before each token; a JSON answer waits for all its tokens before the headers.
     *
     * @param delay the wait per token
     * @return the fault
     */
    public static Fault slowTokens(Duration delay) {
        pause(delay);
        return sent("a token per " + delay, ReplyEdits.beforeEachToken(delay));
    }

    /**
     * Resets the connection in the middle.
     *
     * @param tokens the tokens that are sent before
     * @return the fault
     */
    public static Fault resetAfter(int tokens) {
        return sent("reset after " + tokens, ReplyEdits.cut(tokens(tokens), SETTLE, Step.RESET));
    }

    /**
     * Closes the connection in the middle, in TCP's good order but against HTTP's: the body's end is missing.
     *
     * @param tokens the tokens that are sent before
     * @return the fault
     */
    public static Fault closeAfter(int tokens) {
        return sent("close after " + tokens, ReplyEdits.cut(tokens(tokens), SETTLE, Step.CLOSE));
    }

    /**
     * Ends the body in the middle, in HTTP's good order; only the finish reason tells that the answer is not whole.
     *
     * @param tokens the tokens that are sent before
     * @return the fault
     */
    public static Fault endAfter(int tokens) {
        UnaryOperator<Reply> cut = ReplyEdits.cut(tokens(tokens));
        return sent("end after " + tokens, reply -> cut.apply(reply).promisingNothing());
    }

    /**
     * Falls silent in the middle with the socket open, and closes it later without having said more.
     *
     * @param tokens the tokens that are sent before
     * @param silence the time until the socket is closed
     * @return the fault
     */
    public static Fault stallAfter(int tokens, Duration silence) {
        return sent("stall after " + tokens, ReplyEdits.cut(tokens(tokens), pause(silence), Step.CLOSE));
    }

    /**
     * Falls silent in the middle of a stream, and then goes on to the end.
     *
     * @param tokens the tokens that are sent before
     * @param silence the length of the gap
     * @return the fault
     */
    public static Fault pauseAfter(int tokens, Duration silence) {
        return sent("pause after " + tokens, ReplyEdits.afterTokens(tokens(tokens), pause(silence)));
    }

    /**
     * Ends the body in good order, but only a while after its last byte.
     *
     * @param delay the wait
     * @return the fault
     */
    public static Fault lingers(Duration delay) {
        return sent("lingers " + delay, ReplyEdits.then(pause(delay)));
    }

    /**
     * Sends the first half of the body and closes the connection, usually in the middle of a JSON value.
     *
     * @return the fault
     */
    public static Fault cutBody() {
        UnaryOperator<Reply> broken = ReplyEdits.then(SETTLE, Step.CLOSE);
        return sent("cut body", reply -> broken.apply(ReplyEdits.half(reply)));
    }

    /**
     * Sends one event of broken JSON between two tokens; the tokens themselves all come.
     *
     * @param tokens the tokens that are sent before
     * @return the fault
     */
    public static Fault brokenEvent(int tokens) {
        return sent("broken event after " + tokens, WireEdits.brokenEvent(tokens(tokens)));
    }

    /**
     * Sends one event of broken JSON in the place of a token, which is lost.
     *
     * @param tokens the tokens that are sent before
     * @return the fault
     */
    public static Fault brokenToken(int tokens) {
        return sent("broken token after " + tokens, WireEdits.brokenToken(tokens(tokens)));
    }

    /**
     * Sends an error event in the middle of a stream that began with status 200, and ends the body in good order.
     *
     * @param tokens the tokens that are sent before
     * @return the fault
     */
    public static Fault errorEvent(int tokens) {
        return sent("error event after " + tokens, WireEdits.errorEvent(tokens(tokens)));
    }

    /**
     * Leaves out the end mark of a stream: {@code [DONE]}, or {@code message_stop}; the finish reason is there.
     *
     * @return the fault
     */
    public static Fault withoutDone() {
        return sent("without done", reply -> reply.without(piece -> piece.kind() == Piece.Kind.DONE));
    }

    /**
     * Sends events of a kind that no client knows, and comment lines: before the first token and after it.
     *
     * @return the fault
     */
    public static Fault unknownEvents() {
        return sent("unknown events", WireEdits::unknownEvents);
    }

    /**
     * Sends signs of life in the waits of the faults before it, so that bytes flow while no token comes.
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

    /**
     * Status 200 and a JSON body that is none.
     *
     * @return the fault
     */
    public static Fault badJson() {
        return none().body("application/json", "{\"choices\": [{\"message\": nothing");
    }

    /**
     * Status 200 and an empty body; an empty stream where one was asked for.
     *
     * @return the fault
     */
    public static Fault emptyBody() {
        return sent("empty body", reply -> reply.without(piece -> true));
    }

    /**
     * Status 200 and a page of HTML, as a proxy in between may send it.
     *
     * @return the fault
     */
    public static Fault html() {
        return none().body(
                        "text/html; charset=utf-8", "<!doctype html><html><body><h1>Please log in</h1></body></html>");
    }

    /**
     * Answers with another text, one token per word.
     *
     * @param text the text
     * @return the fault
     */
    public static Fault says(String text) {
        return said("says", answer -> answer.saying(Answer.words(text)));
    }

    /**
     * Starts again from the first token though the request's last message is the assistant's.
     *
     * @return the fault
     */
    public static Fault ignoresPrefill() {
        return said("ignores prefill", Answer::fromTheStart);
    }

    /**
     * Ends the text early because of a limit, and says so in the finish reason.
     *
     * @param tokens the tokens that the text has
     * @return the fault
     */
    public static Fault lengthAfter(int tokens) {
        return endingAfter(tokens, FinishReason.LENGTH);
    }

    /**
     * Ends the text early because of its content, and says so in the finish reason.
     *
     * @param tokens the tokens that the text has
     * @return the fault
     */
    public static Fault contentFilterAfter(int tokens) {
        return endingAfter(tokens, FinishReason.CONTENT_FILTER);
    }

    /** What goes wrong, in words for a test's report. */
    @Override
    public String toString() {
        return name;
    }
}
