package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.response.RefusedCallException;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.responses.ResponsesRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredResponsesTest {
    private static final int TURNS = 200;
    private static final String TENANT = "t";

    private final CountingStore store = new CountingStore();
    private final StoredResponses responses = new StoredResponses(store, new ResponsesSettings(1, Duration.ofHours(1)));

    /** A store that shows what it holds. */
    private static final class CountingStore implements ResponseStore {
        final Map<Key, byte[]> held = new HashMap<>();

        @Override
        public CompletionStage<Boolean> put(Key key, byte[] body, Duration life, long nowNanos) {
            held.put(key, body);
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public CompletionStage<byte @Nullable []> find(Key key, long nowNanos) {
            return CompletableFuture.completedFuture(held.get(key));
        }

        @Override
        public CompletionStage<Boolean> remove(Key key, long nowNanos) {
            return CompletableFuture.completedFuture(held.remove(key) != null);
        }

        long bytes() {
            return held.values().stream().mapToLong(body -> body.length).sum();
        }
    }

    private static JsonNode message(String role, String text) {
        return JsonFields.build().put("role", role).put("content", text).node();
    }

    private static String text(int turn) {
        return "turn " + turn + " ".repeat(200) + "end";
    }

    private StoredConversation turn(int turn, @Nullable String previous) {
        JsonNode json = JsonFields.build()
                .put("model", "m")
                .put("input", List.of(message("user", text(turn))))
                .put("previous_response_id", previous)
                .node();
        StoredConversation conversation =
                responses.resolved(TENANT, ResponsesRequest.of(json)).block();
        assertThat(conversation).isNotNull();
        JsonNode response = JsonFields.build()
                .put("id", "resp_" + turn)
                .put(
                        "output",
                        List.of(JsonFields.buildFrom(message("assistant", "answer " + turn))
                                .put("id", "msg_" + turn)
                                .node()))
                .node();
        responses.keep(TENANT, conversation, response);
        return conversation;
    }

    @Test
    void aLongConversationTakesMemoryInProportionToItsLength() {
        List<Long> bytes = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            StoredConversation conversation = turn(turn, turn == 0 ? null : "resp_" + (turn - 1));
            List<JsonNode> items = conversation.request().items();
            assertThat(items).hasSize(2 * turn + 1);
            assertThat(items.get(0).path("content").asText()).isEqualTo(text(0));
            assertThat(items.get(2 * turn).path("content").asText()).isEqualTo(text(turn));
            bytes.add(store.bytes());
        }
        double perTurn = bytes.get(TURNS - 1) / (double) TURNS;
        double first = bytes.get(TURNS / 2 - 1) / (TURNS / 2.0);
        assertThat(perTurn).isLessThan(1.3 * first).isLessThan(12_000);
        List<JsonNode> input = responses.input(TENANT, "resp_" + (TURNS - 1)).block();
        assertThat(input).hasSize(2 * TURNS - 1);
        assertThat(input.get(1).path("content").asText()).isEqualTo("answer 0");
    }

    @Test
    void aConversationGoesOnAfterEarlierResponsesWereRemovedAndFromAnyOfThem() {
        for (int turn = 0; turn < 120; turn++) {
            turn(turn, turn == 0 ? null : "resp_" + (turn - 1));
        }
        for (int turn = 0; turn < 118; turn++) {
            assertThat(responses.remove(TENANT, "resp_" + turn).block()).isTrue();
        }
        assertThat(turn(120, "resp_119").request().items()).hasSize(241);
        assertThat(turn(121, "resp_118").request().items()).hasSize(239);
        assertThatThrownBy(() -> turn(122, "resp_3")).isInstanceOf(RefusedCallException.class);
    }

    @Test
    void aConversationWithoutOneOfItsSegmentsIsUnknown() {
        for (int turn = 0; turn < 120; turn++) {
            turn(turn, turn == 0 ? null : "resp_" + (turn - 1));
        }
        store.held.keySet().removeIf(key -> key.id().startsWith("segment_"));
        assertThatThrownBy(() -> turn(120, "resp_119")).isInstanceOf(RefusedCallException.class);
    }
}
