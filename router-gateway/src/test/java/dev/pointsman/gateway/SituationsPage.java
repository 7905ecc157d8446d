package dev.pointsman.gateway;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Page of the situations with the pairs of protocols that each of them is tested on, read from the tests themselves. */
final class SituationsPage {
    static final List<Row> ROWS = List.of(
            new Row(
                    17,
                    "a session with signed reasoning and tool calls fails over to another vendor inside a tool loop",
                    "the session goes on: the state of the old origin is left out there and restored when the session"
                            + " returns; no provider's 400 reaches the client",
                    ReasoningCrossesProvidersTest.class),
            new Row(
                    18,
                    "the provider refuses a signature or encrypted reasoning all the same",
                    "once more without it at the same model, within the same attempt; teaches nothing",
                    ReasoningCrossesProvidersTest.class),
            new Row(
                    19,
                    "ids of tool calls of one vendor in a request to another",
                    "mapped, for call and result alike, no two ids to one; a provider gets its own id back",
                    ToolIdsFitEveryProviderTest.class),
            new Row(
                    21,
                    "400 because the credit or a usage limit is used up",
                    "another provider at once; out until its next trial; an alert",
                    RefusedAccountsAreLeftTest.class),
            new Row(
                    22,
                    "a refused key told with status 400, in an object or an array",
                    "as any refused key: out, with an alert",
                    RefusedAccountsAreLeftTest.class),
            new Row(
                    23,
                    "403 for the account's region",
                    "another provider; no other model of the same provider in this call; teaches nothing",
                    RefusedAccountsAreLeftTest.class),
            new Row(
                    24,
                    "a finish reason that reports an error, with or without an error object, streamed or not",
                    "another model's answer, or an error; never a success",
                    FailedFinishIsNoSuccessTest.class),
            new Row(
                    25,
                    "usage in every event, the true total after the finish reason",
                    "the total is recorded and handed on, to clients of chat completions once",
                    LastUsageCountsTest.class),
            new Row(
                    26,
                    "keep-alive events without data, for minutes",
                    "passed over; they extend neither the first-token nor the stall timeout, and are no failure",
                    KeepAliveIsNoProgressTest.class),
            new Row(
                    27,
                    "interim responses (102, 103) before the real one",
                    "passed over",
                    InterimAnswersAreSkippedTest.class),
            new Row(
                    28,
                    "a redirect to another origin",
                    "not followed; another model serves",
                    InterimAnswersAreSkippedTest.class),
            new Row(
                    29,
                    "a client does not read while its provider streams fast",
                    "the provider's connection is not read either; other callers are served as before; the stream is whole"
                            + " once it is read",
                    SlowReadersSlowTheirProviderTest.class),
            new Row(
                    30,
                    "the gateway is told to stop with more than 100 streams open",
                    "new calls are refused; streams may end within the grace period; those cut then end with an error event"
                            + " and a broken connection",
                    ShutdownEndsStreamsWithErrorsTest.class));

    private SituationsPage() {}

    /**
     * One situation.
     *
     * @param number its number
     * @param happens a description of the event
     * @param handling the handling
     * @param test the class of its tests, whose names begin with the number
     */
    record Row(int number, String happens, String handling, Class<?> test) {

        /** Returns the pairs that the tests run with. */
        Set<ProtocolPair> pairs() {
            Set<ProtocolPair> pairs = new LinkedHashSet<>();
            for (Method method : test.getDeclaredMethods()) {
                MethodSource source = method.getAnnotation(MethodSource.class);
                if (method.getName().startsWith("s" + number + "_") && source != null) {
                    Arrays.stream(source.value()).flatMap(this::arguments).forEach(pairs::add);
                }
            }
            return pairs;
        }

        private Stream<ProtocolPair> arguments(String factory) {
            try {
                Method method = test.getDeclaredMethod(factory);
                method.setAccessible(true);
                return ((Stream<?>) method.invoke(null))
                        .map(one -> one instanceof Arguments several ? several.get()[0] : one)
                        .map(ProtocolPair.class::cast);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("no factory " + factory, e);
            }
        }

        private String cells() {
            Set<ProtocolPair> pairs = pairs();
            return Arrays.stream(ProviderForm.values())
                    .map(provider -> Arrays.stream(ClientForm.values())
                            .filter(client -> pairs.contains(new ProtocolPair(client, provider)))
                            .map(ClientForm::letter)
                            .collect(Collectors.joining(" ")))
                    .map(letters -> letters.isEmpty() ? "–" : letters)
                    .collect(Collectors.joining(" | "));
        }
    }

    static String text() {
        List<String> lines = new ArrayList<>(List.of(
                "# Situations of sessions, accounts and connections",
                "",
                "These situations follow the [sixteen of outages](guide.md#sixteen-situations). Each is a test through the gateway"
                        + " over real sockets,",
                "on every pair of the protocol of a client and the protocol of a provider for which it makes sense. The tests"
                        + " write this page.",
                "",
                "| | what happens | Pointsman… |",
                "|---|---|---|"));
        ROWS.forEach(row -> lines.add("| " + row.number() + " | " + row.happens() + " | " + row.handling() + " |"));
        lines.addAll(List.of(
                "",
                "Clients that a situation is tested with, by the protocol of the provider: C chat completions, M Messages, R"
                        + " Responses.",
                "",
                "| | "
                        + Arrays.stream(ProviderForm.values())
                                .map(form -> "`" + form + "`")
                                .collect(Collectors.joining(" | "))
                        + " | test |",
                "|---|---|---|---|---|---|---|"));
        ROWS.forEach(row -> lines.add(
                "| " + row.number() + " | " + row.cells() + " | `" + row.test().getSimpleName() + "` |"));
        lines.addAll(List.of(
                "",
                "Situations 17 and 18 need a provider that makes opaque reasoning state: chat completions of OpenAI have none, and an"
                        + " effort, all that",
                "Responses can ask for, turns no thinking on in Anthropic's protocol. In 17 every other protocol is the one that the"
                        + " session fails over to,",
                "streamed and not. 19 is tested with a model of Mistral too.",
                ""));
        return String.join("\n", lines);
    }
}
