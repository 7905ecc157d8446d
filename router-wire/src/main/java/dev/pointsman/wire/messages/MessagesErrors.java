package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.JsonFields;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Errors in Anthropic's form; their types follow the HTTP status, as its documentation lists them. */
final class MessagesErrors {
    /** Anthropic's own status of an overload, which its clients know. */
    private static final int OVERLOADED = 529;

    private static final int UNAVAILABLE = 503;

    private static final String UNSUPPORTED = FailureKind.UNSUPPORTED.toString();

    /** Words by which clients know that the conversation must be shortened. */
    private static final String TOO_LONG = "prompt is too long";

    private MessagesErrors() {}

    static int status(ClientError error) {
        if (UNSUPPORTED.equals(error.code())) { // a field that no available model can be sent
            return 400;
        }
        return error.status() == UNAVAILABLE ? OVERLOADED : error.status();
    }

    static JsonNode body(ClientError error) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("type", TextNode.valueOf(type(status(error))));
        fields.put("message", TextNode.valueOf(message(error)));
        if (error.code() != null) {
            fields.put("code", TextNode.valueOf(error.code()));
        }
        fields.putAll(JsonFields.fields(error.details()));
        return JsonFields.build()
                .put("type", "error")
                .put("error", JsonFields.objectOf(fields))
                .node();
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case OVERLOADED -> "overloaded_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }

    private static String message(ClientError error) {
        String message = error.message();
        boolean known = !"context_length_exceeded".equals(error.code())
                || message.toLowerCase(Locale.ROOT).contains(TOO_LONG);
        return known ? message : TOO_LONG + ": " + message;
    }
}
