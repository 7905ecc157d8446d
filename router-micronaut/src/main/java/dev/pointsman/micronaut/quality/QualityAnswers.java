package dev.pointsman.micronaut.quality;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.micronaut.chat.internal.AnswerObserver;
import dev.pointsman.quality.QualityMonitor;
import dev.pointsman.router.Attempt;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import java.util.List;

/** Leaves the answers of attempts to the monitor; what is left is checked by its own thread. */
final class QualityAnswers implements AnswerObserver {
    private final QualityMonitor monitor;

    QualityAnswers(QualityMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public void answered(Attempt attempt, ChatRequest request, ChatResponse response) {
        monitor.answered(attempt.id(), request.json(), response.json());
    }

    @Override
    public void streamed(Attempt attempt, ChatRequest request, List<JsonNode> chunks) {
        monitor.streamed(attempt.id(), request.json(), chunks);
    }
}
