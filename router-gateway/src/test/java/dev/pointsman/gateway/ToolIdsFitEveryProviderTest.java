package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.SeenRequest;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Situation 19: ids of tool calls of one vendor in a request to another, which refuses what is not in its own form. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolIdsFitEveryProviderTest {
    /** Ids of Kimi, of OpenAI, of a local server; two that differ only in what some vendors refuse, two that are long. */
    private static final List<String> IDS = List.of(
            "functions.weather:0",
            "functions_weather_0",
            "call_FZ9u4nWc2kVb8Qm1xTy7Lp3R",
            "chatcmpl-tool-0123456789abcdef0123456789abcdef",
            "Ab1Cd2Ef3",
            "long-" + "x".repeat(100) + "1",
            "long-" + "x".repeat(100) + "2");

    private static final String KIMI_ID = "functions.weather:0";
    private static final Pattern SENT_CALL =
            Pattern.compile("\"(?:tool_call_id|call_id|tool_use_id|toolUseId|id)\":\"([^\"]+)\"");

    private final FaultyProvider mistral =
            FaultyProvider.openAi().tokens(PairedGateway.TOKENS).start();
    private final FaultyProvider kimi = FaultyProvider.openAi()
            .toolCall("weather", "{\"city\":\"Paris\"}", KIMI_ID)
            .tokens(PairedGateway.TOKENS)
            .start();
    private final PairedGateway gateway = PairedGateway.start();
    private final Gateway others = Gateway.start("""
            pointsman:
              providers:
                mistral: { wire: openai, url: "%s" }
                kimi: { wire: openai, url: "%s" }
              models:
                - { id: mistral, name: mistral-large-latest, provider: mistral, capabilities: [tools] }
                - { id: kimi, name: kimi-k2, provider: kimi, capabilities: [tools] }
              pools:
                chat: { primary: [mistral, kimi] }
            """.formatted(mistral.url(), kimi.url()));

    ToolIdsFitEveryProviderTest() throws IOException {}

    static Stream<ProtocolPair> pairs() {
        return ProtocolPair.all();
    }

    @AfterAll
    void close() {
        gateway.close();
        others.close();
        mistral.close();
        kimi.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s19_ids_are_mapped_for_call_and_result_alike(ProtocolPair pair) throws Exception {
        String body = conversation(pair.client(), pair.provider().wire());
        PairedGateway.isPrimary(gateway.ask(pair.client(), false, body), pair);
        isMapped(gateway.requests(pair).get(0));
    }

    @ParameterizedTest
    @EnumSource
    void s19_ids_are_mapped_for_mistral(ClientForm client) throws Exception {
        int before = mistral.requestCount();
        String response =
                others.post(client.path(), conversation(client, "mistral")).body();
        assertThat(client.text(Gateway.json(response))).as(response).isEqualTo(PairedGateway.WHOLE);
        assertThat(mistral.requestCount()).isEqualTo(before + 1);
        isMapped(mistral.requests().get(before));
    }

    /** A provider gets its own id back, though its client may not have been able to hold it. */
    @ParameterizedTest
    @EnumSource
    void s19_the_mapping_is_reversed_for_the_provider_that_made_the_id(ClientForm client) throws Exception {
        ToolLoop session = new ToolLoop(client);
        session.user("Weather?");
        for (boolean stream : new boolean[] {false, true}) {
            int before = kimi.requestCount();
            String first =
                    others.post(client.path(), session.request("kimi", stream)).body();
            List<String> ids = session.answer(new PairAnswer(
                    client, 200, stream, HttpHeaders.of(Map.of(), (name, value) -> true), first, false, Duration.ZERO));
            assertThat(ids).hasSize(1);
            if (client == ClientForm.MESSAGES) {
                assertThat(ids.get(0)).matches("[a-zA-Z0-9_-]+");
            }
            session.results("sunny");
            String second =
                    others.post(client.path(), session.request("kimi", false)).body();
            assertThat(client.text(Gateway.json(second))).as(second).isEqualTo(PairedGateway.WHOLE);
            assertThat(ids(kimi.requests().get(before + 1))).containsOnly(KIMI_ID);
            session.user("And now?");
        }
    }

    private static String conversation(ClientForm client, String model) {
        ToolLoop session = new ToolLoop(client);
        session.user("Weather?");
        session.calls(IDS);
        session.results("sunny");
        return session.request(model, false);
    }

    /** Each id stands for a call and for its result, in the same order, and none for two. */
    private static void isMapped(SeenRequest request) {
        List<String> ids = ids(request);
        assertThat(ids).hasSize(2 * IDS.size());
        Set<String> different = new LinkedHashSet<>(ids.subList(0, IDS.size()));
        assertThat(different).hasSize(IDS.size());
        assertThat(ids.subList(IDS.size(), ids.size())).containsExactlyElementsOf(different);
    }

    private static List<String> ids(SeenRequest request) {
        List<String> ids = new ArrayList<>();
        Matcher found = SENT_CALL.matcher(request.body());
        while (found.find()) {
            ids.add(found.group(1));
        }
        return ids;
    }
}
