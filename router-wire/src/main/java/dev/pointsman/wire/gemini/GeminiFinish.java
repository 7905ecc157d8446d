package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.ValueErrors;
import java.util.Locale;

/** Finish and block reasons of Gemini in terms of the neutral form. */
final class GeminiFinish {
    private GeminiFinish() {}

    /**
     * Returns the finish reason.
     *
     * @param reason Gemini's reason
     * @param calls whether the answer has called a function: Gemini stops without a reason of its own then
     * @throws ReportedErrorException for a reason that reports a failure of the model
     */
    static String reason(String reason, boolean calls) {
        return switch (reason) {
            case "STOP" -> calls ? "tool_calls" : "stop";
            case "MAX_TOKENS" -> "length";
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "MODEL_ARMOR",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> "content_filter";
            default -> throw ReportedErrorException.ofFinish(reason.toLowerCase(Locale.ROOT));
        };
    }

    /**
     * Checks an answer for a refused prompt: it has no candidates then.
     *
     * @throws ReportedErrorException with the code of a content filter
     */
    static void checkPrompt(JsonNode answer) {
        String reason = JsonFields.text(JsonFields.object(answer, "promptFeedback"), "blockReason", "");
        if (!reason.isEmpty() && !reason.equals("BLOCK_REASON_UNSPECIFIED")) {
            throw failed("the prompt was blocked: " + ValueErrors.shortly(reason), "content_filter");
        }
    }

    private static ReportedErrorException failed(String message, String code) {
        JsonNode error =
                JsonFields.build().put("code", code).put("message", message).node();
        return new ReportedErrorException(JsonFields.build().put("error", error).node());
    }
}
