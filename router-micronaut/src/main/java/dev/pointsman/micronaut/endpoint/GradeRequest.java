package dev.pointsman.micronaut.endpoint;

import dev.pointsman.micronaut.endpoint.internal.QualityOperations;
import io.micronaut.http.HttpResponse;
import java.util.Map;

/** The request {@code grade}: a grade of one answer. Not an operator's action: there may be one for every answer. */
final class GradeRequest {
    private GradeRequest() {}

    static HttpResponse<String> answer(ActionParameters input, QualityOperations quality) {
        String decision = input.text("decision");
        double grade = input.number("grade", Double.NaN, value -> value >= 0 && value <= 1, "0 to 1");
        if (decision == null && !input.has("decision")) {
            input.refuse("decision", "missing", "the id of a decision, as in X-Router-Decision");
        }
        if (!input.has("grade")) {
            input.refuse("grade", "missing", "0 to 1");
        }
        if (decision == null || !input.mistakes().isEmpty()) {
            return JsonResponses.mistakes(input.mistakes());
        }
        return JsonResponses.ok(Map.of("accepted", quality.grade(decision, grade)));
    }
}
