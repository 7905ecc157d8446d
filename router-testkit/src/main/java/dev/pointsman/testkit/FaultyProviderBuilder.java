package dev.pointsman.testkit;

import static dev.pointsman.testkit.ArgumentChecks.notNegative;

import dev.pointsman.testkit.internal.protocol.FakeToolCall;
import dev.pointsman.testkit.internal.protocol.FakeWire;
import dev.pointsman.testkit.internal.protocol.JsonText;
import dev.pointsman.testkit.internal.protocol.ModelAnswer;
import dev.pointsman.testkit.internal.protocol.ReasoningAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Builds a {@link FaultyProvider}: what it answers when nothing is wrong.
 *
 * <p>Not safe for several threads. A builder may start any number of providers.
 */
public final class FaultyProviderBuilder {
    private final FakeWire wire;
    private final List<FakeToolCall> tools = new ArrayList<>();
    private List<String> tokens = ModelAnswer.numbered(10);
    private boolean callsOfferedTools;
    private OptionalInt promptTokens = OptionalInt.empty();
    private int cachedTokens;
    private MockPromptCache cache = MockPromptCache.NONE;
    private ReasoningAccount account = ReasoningAccount.NONE;
    private Fault manner = Fault.none();

    FaultyProviderBuilder(FakeWire wire) {
        this.wire = wire;
    }

    /**
     * The answer as numbered words, {@code tok0 tok1 …}, so that a missing or doubled one shows.
     *
     * @param count the number of tokens, 0 or more; 10 unless set
     * @return this
     */
    public FaultyProviderBuilder tokens(int count) {
        tokens = ModelAnswer.numbered(notNegative("tokens", count));
        return this;
    }

    /**
     * The answer as a text of one's own, one token per word.
     *
     * @param text the text
     * @return this
     */
    public FaultyProviderBuilder text(String text) {
        tokens = ModelAnswer.words(text);
        return this;
    }

    /**
     * A call of a tool, in place of the text whenever a request offers tools and does not end with a tool's result.
     * May be repeated for several calls at once.
     *
     * @param name the tool's name
     * @param arguments the arguments, a JSON object
     * @return this
     */
    public FaultyProviderBuilder toolCall(String name, String arguments) {
        return toolCall(name, arguments, "");
    }

    /**
     * The same, with an id of the call that another vendor may not take.
     *
     * @param name the tool's name
     * @param arguments the arguments, a JSON object
     * @param id the id of the call in every answer; empty for one in the provider's own form
     * @return this
     */
    public FaultyProviderBuilder toolCall(String name, String arguments, String id) {
        if (!JsonText.parse(arguments).isObject()) {
            throw new IllegalArgumentException("arguments: " + arguments + " (expected: a JSON object)");
        }
        tools.add(new FakeToolCall(name, arguments, id));
        return this;
    }

    /**
     * A call of the first tool that a request offers, whatever it is, in place of the text; as with {@link #toolCall}
     * not after a tool's result. The arguments are what the tool's JSON schema requires: the first of an enum's
     * values, else {@code "Paris"} for a string, 1 for a number, true for a boolean, an empty array, an object with
     * what it requires in turn. Where {@link #toolCall} has set calls, those are made instead.
     *
     * @return this
     */
    public FaultyProviderBuilder callsOfferedTools() {
        callsOfferedTools = true;
        return this;
    }

    /**
     * Reasoning in front of each answer whose request asks for it, with opaque state of an account; not in chat
     * completions, which have no field for such state. Requests with the state of another account are refused as the
     * provider does it, and so are tool loops whose reasoning is missing where the provider insists on it.
     *
     * @param name the name of the account
     * @return this
     */
    public FaultyProviderBuilder reasoning(String name) {
        account = new ReasoningAccount(name);
        return this;
    }

    /**
     * The prompt tokens in the usage.
     *
     * @param count the number, 0 or more; a quarter of the body's length unless set
     * @return this
     */
    public FaultyProviderBuilder promptTokens(int count) {
        promptTokens = OptionalInt.of(notNegative("promptTokens", count));
        return this;
    }

    /**
     * Sets the number of prompt tokens from the provider's cache.
     *
     * @param count the number, 0 or more; 0 unless set; never told as more than the prompt has
     * @return this
     */
    public FaultyProviderBuilder cachedTokens(int count) {
        cachedTokens = notNegative("cachedTokens", count);
        return this;
    }

    /**
     * A real prompt cache: the provider keeps the beginnings of the prompts that it has answered, in steps of 128 tokens
     * of four characters, and its usage tells what of a prompt was cached, in place of {@link #cachedTokens}, and what was
     * written, where its wire format has a field for that. Anthropic's and Bedrock's keep a prompt up to the last mark of
     * the request ({@code cache_control}, {@code cachePoint}), the others keep all of it. A fixed number of {@link
     * #promptTokens} turns it off.
     *
     * @param minimumTokens the shortest beginning that is cached, 0 or more
     * @param timeToLive the time after which a beginning that is not read again expires; over 0
     * @return this
     */
    public FaultyProviderBuilder promptCache(int minimumTokens, Duration timeToLive) {
        if (timeToLive.isNegative() || timeToLive.isZero()) {
            throw new IllegalArgumentException("timeToLive: " + timeToLive + " (expected: > 0)");
        }
        cache = cache.keeping(notNegative("minimumTokens", minimumTokens), timeToLive);
        return this;
    }

    /**
     * The time to read prompts: another wait before the first token, for the tokens that are not cached.
     *
     * @param perThousandTokens the time to read a thousand tokens; 0 unless set
     * @return this
     */
    public FaultyProviderBuilder prefill(Duration perThousandTokens) {
        cache = cache.withPrefill(perThousandTokens);
        return this;
    }

    /**
     * A header field of every healthy answer.
     *
     * @param name the field's name
     * @param value the field's value
     * @return this
     */
    public FaultyProviderBuilder header(String name, String value) {
        manner = manner.header(name, value);
        return this;
    }

    /**
     * The provider's pace: the time to the first token, and from then on per token.
     *
     * @param firstToken the wait before the first token, on top of the wait per token
     * @param perToken the wait before each token
     * @return this
     */
    public FaultyProviderBuilder pace(Duration firstToken, Duration perToken) {
        manner = manner.and(Fault.slowTokens(perToken)).and(Fault.slowFirstToken(firstToken));
        return this;
    }

    /**
     * Starts the provider on a free port of the loopback interface.
     *
     * @return the running provider, to be closed
     * @throws java.io.UncheckedIOException when no port can be opened
     */
    public FaultyProvider start() {
        HealthyReply healthy = new HealthyReply(
                tokens,
                List.copyOf(tools),
                callsOfferedTools,
                promptTokens,
                cachedTokens,
                cache.copy(),
                account,
                manner);
        return new FaultyProvider(wire, healthy);
    }
}
