package dev.pointsman.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ReportedErrorException;
import java.util.Locale;

/** Finish reasons that report a failure of the model: such an answer is never a success. */
final class FinishErrors {
    private FinishErrors() {}

    /**
     * Checks a choice of an answer or of a chunk.
     *
     * @throws ReportedErrorException if its finish reason is an error's
     */
    static void check(JsonNode choice) {
        String reason = JsonFields.text(choice, "finish_reason", "").toLowerCase(Locale.ROOT);
        if (isError(reason)) {
            JsonNode own = JsonFields.field(choice, "error");
            throw own == null
                    ? ReportedErrorException.ofFinish(reason)
                    : new ReportedErrorException(JsonFields.build()
                            .put("error", own)
                            .put("reason", "finish_reason_error")
                            .node());
        }
    }

    private static boolean isError(String reason) {
        return reason.equals("error") || reason.equals("error_finish") || reason.endsWith("malformed_function_call");
    }
}
