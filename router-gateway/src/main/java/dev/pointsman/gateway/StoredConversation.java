package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.responses.ResponsesRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Conversation that a request continues, as it is stored: segments of earlier items, and the items after them. Immutable.
 */
final class StoredConversation {
    /** Size in bytes of the items beside a response from which they become a segment. */
    private static final int SEGMENT_BYTES = 16 * 1024;

    private final List<Segment> segments;
    private final List<JsonNode> recent; // items behind the segments, before the request's own
    private final @Nullable ResponsesRequest request;

    private StoredConversation(List<Segment> segments, List<JsonNode> recent, @Nullable ResponsesRequest request) {
        this.segments = segments;
        this.recent = recent;
        this.request = request;
    }

    /** Stored items, and the id of the segment before them. */
    record Segment(String id, JsonNode document) {
        List<JsonNode> items() {
            return JsonFields.items(document, "items");
        }
    }

    /** Returns a conversation without earlier items. */
    static StoredConversation begun() {
        return new StoredConversation(List.of(), List.of(), null);
    }

    /** Returns the conversation behind a response: its items become a segment if they are many. */
    static StoredConversation continued(List<Segment> segments, List<JsonNode> input, List<JsonNode> output) {
        List<JsonNode> recent = new ArrayList<>(input);
        recent.addAll(output);
        if (JsonReader.bytes(JsonFields.array(recent)).length < SEGMENT_BYTES) {
            return new StoredConversation(segments, recent, null);
        }
        JsonNode document = JsonFields.build()
                .put("items", recent)
                .put("segment", last(segments))
                .node();
        String id = "segment_" + UUID.randomUUID();
        return new StoredConversation(with(segments, new Segment(id, document)), List.of(), null);
    }

    static List<Segment> with(List<Segment> earlier, Segment next) {
        List<Segment> all = new ArrayList<>(earlier);
        all.add(next);
        return all;
    }

    static List<JsonNode> items(List<Segment> segments, List<JsonNode> recent) {
        List<JsonNode> items = new ArrayList<>();
        segments.forEach(segment -> items.addAll(segment.items()));
        items.addAll(recent);
        return items;
    }

    private static @Nullable String last(List<Segment> segments) {
        return segments.isEmpty() ? null : segments.get(segments.size() - 1).id();
    }

    /** Returns this conversation with a request that goes on with it. */
    StoredConversation of(ResponsesRequest next, Function<String, @Nullable JsonNode> lookup) {
        return new StoredConversation(segments, recent, next.resolved(items(segments, recent), lookup));
    }

    /** Returns the request, with all items of the conversation in front of its own. */
    ResponsesRequest request() {
        if (request == null) {
            throw new IllegalStateException("request: none (expected: of() called before)");
        }
        return request;
    }

    List<Segment> segments() {
        return segments;
    }

    @Nullable
    String lastSegment() {
        return last(segments);
    }

    /** Returns the items of the request that no segment has. */
    List<JsonNode> unsegmented() {
        List<JsonNode> items = request().items();
        return items.subList(items(segments, List.of()).size(), items.size());
    }
}
