package dev.pointsman.testkit;

import static dev.pointsman.testkit.ArgumentChecks.notNegative;

import dev.pointsman.testkit.internal.protocol.BodyChunk;
import dev.pointsman.testkit.internal.protocol.ModelAnswer;
import dev.pointsman.testkit.internal.protocol.ModelAnswer.FinishReason;

/** Faults of one page of {@link Fault}'s catalogue: what comes is not the answer that was asked for. */
abstract sealed class ContentFaults extends ConnectionFaults permits Fault {
    ContentFaults() {}

    private static Fault endingAfter(int count, FinishReason reason) {
        notNegative("tokens", count);
        return Fault.said(reason + " after " + count, answer -> answer.endingAfter(count, reason));
    }

    /**
     * Sends one event of broken JSON between two tokens; the tokens themselves all come.
     *
     * @param tokens the tokens that are sent before
     * @return the fault
     */
    public static Fault brokenEvent(int tokens) {
        return Fault.sent("broken event after " + tokens, WireEdits.brokenEvent(notNegative("tokens", tokens)));
    }

    /**
     * Sends one event of broken JSON in the place of a token, which is lost.
     *
     * @param tokens the tokens that are sent before
     * @return the fault
     */
    public static Fault brokenToken(int tokens) {
        return Fault.sent("broken token after " + tokens, WireEdits.brokenToken(notNegative("tokens", tokens)));
    }

    /**
     * Sends an error event in the middle of a stream that began with status 200, and ends the body in good order.
     *
     * @param tokens the tokens that are sent before
     * @return the fault
     */
    public static Fault errorEvent(int tokens) {
        return Fault.sent("error event after " + tokens, WireEdits.errorEvent(notNegative("tokens", tokens)));
    }

    /**
     * Leaves out the end mark of a stream: {@code [DONE]}, or {@code message_stop}; the finish reason is there.
     *
     * @return the fault
     */
    public static Fault withoutDone() {
        return Fault.sent("without done", reply -> reply.without(piece -> piece.kind() == BodyChunk.Kind.DONE));
    }

    /**
     * Sends events of a kind that no client knows, and comment lines: before the first token and after it.
     *
     * @return the fault
     */
    public static Fault unknownEvents() {
        return Fault.sent("unknown events", WireEdits::unknownEvents);
    }

    /**
     * Status 200 and a JSON body that is none.
     *
     * @return the fault
     */
    public static Fault badJson() {
        return Fault.none().body("application/json", "{\"choices\": [{\"message\": nothing");
    }

    /**
     * Status 200 and an empty body; an empty stream where one was asked for.
     *
     * @return the fault
     */
    public static Fault emptyBody() {
        return Fault.sent("empty body", reply -> reply.without(piece -> true));
    }

    /**
     * Status 200 and a page of HTML, as a proxy in between may send it.
     *
     * @return the fault
     */
    public static Fault html() {
        return Fault.none()
                .body("text/html; charset=utf-8", "<!doctype html><html><body><h1>Please log in</h1></body></html>");
    }

    /**
     * Answers with another text, one token per word.
     *
     * @param text the text
     * @return the fault
     */
    public static Fault says(String text) {
        return Fault.said("says", answer -> answer.saying(ModelAnswer.words(text)));
    }

    /**
     * Starts again from the first token though the request's last message is the assistant's.
     *
     * @return the fault
     */
    public static Fault ignoresPrefill() {
        return Fault.said("ignores prefill", ModelAnswer::fromTheStart);
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

    /**
     * Ends the text with the finish reason of an error, as some hosts do when their model fails.
     *
     * @param tokens the tokens that the text has
     * @return the fault
     */
    public static Fault failsAfter(int tokens) {
        return endingAfter(tokens, FinishReason.ERROR);
    }

    /**
     * Ends the text with the finish reason of an error, and with an error object where the wire format has a place for it.
     *
     * @param tokens the tokens that the text has
     * @return the fault
     */
    public static Fault failsWithErrorAfter(int tokens) {
        return endingAfter(tokens, FinishReason.REPORTED_ERROR);
    }

    /**
     * Counts half of the tokens so far in each event of a stream, and all of them only after the finish reason; where the
     * wire format has the finish reason and the count in one event, only there.
     *
     * @return the fault
     */
    public static Fault countsAlong() {
        return Fault.said("counts along", ModelAnswer::countingAlong);
    }
}
