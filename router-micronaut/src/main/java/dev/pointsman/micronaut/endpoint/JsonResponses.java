package dev.pointsman.micronaut.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON responses of the endpoint, independent of the application's JSON settings: every field is present, unknown
 * numbers are null, constants are lower-case words.
 */
final class JsonResponses {
    private static final ObjectMapper JSON = new ObjectMapper()
            // Duplicate keys and trailing data are rejected as ambiguous.
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(double.class, new Finite())
                    .addSerializer(Double.class, new Finite())
                    .addSerializer(Enum.class, new Word()));

    private JsonResponses() {}

    static HttpResponse<String> ok(Object body) {
        return json(HttpStatus.OK, body);
    }

    static HttpResponse<String> mistakes(List<ValidationError> mistakes) {
        return json(HttpStatus.BAD_REQUEST, Map.of("message", mistakes.get(0).toString(), "mistakes", mistakes));
    }

    static HttpResponse<String> refused(String message) {
        return json(HttpStatus.BAD_REQUEST, Map.of("message", message));
    }

    static HttpResponse<String> forbidden(String message) {
        return json(HttpStatus.FORBIDDEN, Map.of("message", message));
    }

    static HttpResponse<String> unreadable(String message) {
        return json(HttpStatus.UNSUPPORTED_MEDIA_TYPE, Map.of("message", message));
    }

    /**
     * Returns the values of a JSON object.
     *
     * @throws IOException if it is no object, has a duplicate key, or trailing data
     */
    static Map<String, Object> read(String body) throws IOException {
        Map<String, Object> values = JSON.readValue(body, new TypeReference<@Nullable Map<String, Object>>() {});
        if (values == null) {
            throw new IOException("null");
        }
        return values;
    }

    private static HttpResponse<String> json(HttpStatus status, Object body) {
        try {
            return HttpResponse.<String>status(status)
                    .contentType(MediaType.APPLICATION_JSON_TYPE)
                    .header("Cache-Control", "no-store")
                    .header("X-Content-Type-Options", "nosniff")
                    .body(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // records of plain values
        }
    }

    private static final class Finite extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator to, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                to.writeNumber(value);
            } else {
                to.writeNull();
            }
        }
    }

    @SuppressWarnings("rawtypes") // Jackson requires a raw type for a serializer of all enums
    private static final class Word extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeString(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }
}
