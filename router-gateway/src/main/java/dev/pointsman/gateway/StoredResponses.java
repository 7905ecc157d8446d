package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.response.RefusedCallException;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.responses.ResponsesRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Responses that later requests of the same tenant may continue, with the conversation that each of them ended. Kept in
 * the {@link ResponseStore} of the application, or in memory.
 *
 * <p>A response is stored with the last items of its conversation; the earlier ones are in segments, which all responses
 * of the conversation share. So a long conversation takes memory in proportion to its length.
 */
@Singleton
final class StoredResponses {
    private static final Logger LOG = LoggerFactory.getLogger(StoredResponses.class);
    private static final String RESPONSE = "response";
    private static final String INPUT = "input";
    private static final String ITEM = "item";
    private static final String SEGMENT = "segment";

    private final ResponseStore store;
    private final ResponsesSettings settings;

    StoredResponses(@Nullable ResponseStore shared, ResponsesSettings settings) {
        this.store = shared == null ? ResponseStore.inMemory(settings.memory()) : shared;
        this.settings = settings;
    }

    /** Stores a response with its conversation, and each of its items by its own id. */
    void keep(@Nullable String tenant, StoredConversation conversation, JsonNode response) {
        // Those that are stored already get the lifetime of the new response.
        conversation.segments().forEach(segment -> put(tenant, segment.id(), segment.document()));
        JsonNode document = JsonFields.build()
                .put(RESPONSE, response)
                .put(INPUT, conversation.unsegmented())
                .put(SEGMENT, conversation.lastSegment())
                .node();
        put(tenant, JsonFields.text(response, "id", ""), document);
        for (JsonNode item : JsonFields.items(response, "output")) {
            put(
                    tenant,
                    JsonFields.text(item, "id", ""),
                    JsonFields.build().put(ITEM, item).node());
        }
    }

    private void put(@Nullable String tenant, String id, JsonNode document) {
        if (!id.isEmpty()) {
            var unused = store.put(
                            new ResponseStore.Key(tenant, id),
                            JsonReader.bytes(document),
                            settings.expireAfter(),
                            System.nanoTime())
                    .whenComplete((stored, failed) -> {
                        if (failed != null) {
                            LOG.warn("A response was not stored: {}", failed.toString());
                        }
                    });
        }
    }

    private Mono<JsonNode> find(@Nullable String tenant, String id) {
        return Mono.fromCompletionStage(() -> store.find(new ResponseStore.Key(tenant, id), System.nanoTime()))
                .onErrorMap(failed -> RefusedCallException.overloaded("the store of responses cannot be reached"))
                .mapNotNull(JsonReader::objectOrNull);
    }

    /** Returns the request with the conversation that it continues; fails if that is not stored. */
    Mono<StoredConversation> resolved(@Nullable String tenant, ResponsesRequest request) {
        String previous = request.previousResponseId();
        Mono<Map<String, JsonNode>> items = Flux.fromIterable(request.references())
                .concatMap(id -> find(tenant, id).map(found -> Map.entry(id, JsonFields.object(found, ITEM))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
        Mono<StoredConversation> history = previous == null
                ? Mono.just(StoredConversation.begun())
                : find(tenant, previous)
                        .flatMap(document -> segments(tenant, document)
                                .map(segments -> StoredConversation.continued(
                                        segments,
                                        JsonFields.items(document, INPUT),
                                        JsonFields.items(JsonFields.object(document, RESPONSE), "output"))))
                        .switchIfEmpty(Mono.error(() -> RefusedCallException.unknownResponse(previous)));
        return history.zipWith(items, (before, found) -> before.of(request, found::get));
    }

    /** Returns the segments of a document's conversation, the first one first; empty if one of them is gone. */
    private Mono<List<StoredConversation.Segment>> segments(@Nullable String tenant, JsonNode document) {
        String id = JsonFields.text(document, SEGMENT);
        return id == null
                ? Mono.just(List.of())
                : find(tenant, id)
                        .flatMap(found -> segments(tenant, found)
                                .map(earlier ->
                                        StoredConversation.with(earlier, new StoredConversation.Segment(id, found))));
    }

    /** Returns a response object; empty if it is not stored. */
    Mono<JsonNode> response(@Nullable String tenant, String id) {
        return find(tenant, id).mapNotNull(document -> JsonFields.field(document, RESPONSE));
    }

    /** Returns the items that a response answered; empty if it is not stored. */
    Mono<List<JsonNode>> input(@Nullable String tenant, String id) {
        return find(tenant, id)
                .filter(document -> JsonFields.field(document, RESPONSE) != null)
                .flatMap(document -> segments(tenant, document)
                        .map(segments -> StoredConversation.items(segments, JsonFields.items(document, INPUT))));
    }

    /** Removes a response and its items; false if it is not stored. */
    Mono<Boolean> remove(@Nullable String tenant, String id) {
        return response(tenant, id)
                .flatMapIterable(response -> JsonFields.items(response, "output"))
                .mapNotNull(item -> JsonFields.text(item, "id"))
                .concatWithValues(id)
                .concatMap(key -> Mono.fromCompletionStage(
                        () -> store.remove(new ResponseStore.Key(tenant, key), System.nanoTime())))
                .last();
    }
}
