package dev.pointsman.gateway.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.gateway.response.RefusedCallException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reader and writer of JSON bodies, whatever the content type, within the limits of a request. Large bodies are parsed
 * on a separate thread pool.
 */
@Singleton
public final class JsonBodies {
    private final ObjectMapper trees;
    private final RequestLimits limits;
    private final BodyBudget budget;
    private final BodyWorkers workers;

    JsonBodies(RequestLimits limits, BodyBudget budget, BodyWorkers workers) {
        this.limits = limits;
        this.budget = budget;
        this.workers = workers;
        // The limits here are the gateway's own; many different keys are no attack within them.
        this.trees = new ObjectMapper(JsonFactory.builder()
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .build());
    }

    /** Returns the JSON in a body; its memory counts until the response has ended. */
    public Mono<JsonNode> read(HttpRequest<?> request, byte @Nullable [] body) {
        RequestLease known = RequestLedger.lease(request);
        RequestLease lease = known == null ? new RequestLease(budget) : known;
        boolean small = body == null || body.length <= BodyBudget.SMALL;
        Mono<JsonNode> read = small ? Mono.fromSupplier(() -> read(body, lease)) : workers.run(() -> read(body, lease));
        return known == null ? read.doFinally(end -> lease.end()) : read;
    }

    /** Returns the JSON in a small body, which is not counted against the memory budget. */
    public JsonNode read(byte @Nullable [] body) {
        RequestLease lease = new RequestLease(budget);
        try {
            return read(body, lease);
        } finally {
            lease.end();
        }
    }

    private JsonNode read(byte @Nullable [] body, RequestLease lease) {
        if (body == null) {
            throw empty();
        }
        take(lease, body.length);
        try (JsonParser parser = new LimitedParser(trees.getFactory().createParser(body), body.length, limits, lease)) {
            if (parser.nextToken() == null) {
                throw empty();
            }
            JsonNode node = trees.readTree(parser);
            if (parser.nextToken() != null) {
                throw notJson();
            }
            return node;
        } catch (StreamConstraintsException e) { // the others are out of the way
            throw new HttpStatusException(
                    HttpStatus.BAD_REQUEST, "body: a number of too many digits (expected: at most 1000)");
        } catch (IOException e) {
            throw notJson();
        }
    }

    private static HttpStatusException notJson() {
        return new HttpStatusException(HttpStatus.BAD_REQUEST, "body: not JSON (expected: a JSON object)");
    }

    private static HttpStatusException empty() {
        return new HttpStatusException(HttpStatus.BAD_REQUEST, "body: empty (expected: a JSON object)");
    }

    /** Takes memory for a request; throws the refusal if the budget does not suffice. */
    static void take(RequestLease lease, long bytes) {
        RefusedCallException refusal = lease.take(bytes);
        if (refusal != null) {
            throw refusal;
        }
    }
}
