package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.trace.RouteResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sink that keeps what it gets; nothing may follow its end. */
final class RecordedSink implements AnswerSink<String, String> {
    final List<String> elements = new ArrayList<>();
    boolean capacity = true;
    FailureAction action = FailureAction.FAIL_OVER;

    @Nullable
    RouteResult<String> result;

    @Nullable
    Throwable error;

    @Nullable
    RuntimeException thrown; // by the next element

    private @Nullable Attempt serving;
    boolean cancelled;

    boolean isOver() {
        return cancelled || result != null || error != null;
    }

    @Override
    public boolean hasCapacity(Attempt attempt) {
        return capacity;
    }

    @Override
    public void element(Attempt attempt, String element) {
        open();
        assertThat(serving == null || serving == attempt)
                .as("one serving attempt")
                .isTrue();
        RuntimeException now = thrown;
        thrown = null;
        if (now != null) {
            throw now;
        }
        serving = attempt;
        elements.add(element);
    }

    @Override
    public String answer(Attempt attempt) {
        open();
        return String.join("", elements);
    }

    @Override
    public FailureAction onFailure(Attempt attempt, Throwable failure) {
        serving = null;
        return action;
    }

    @Override
    public void completed(RouteResult<String> answer) {
        open();
        result = answer;
    }

    @Override
    public void failed(Throwable failure) {
        open();
        error = failure;
    }

    private void open() {
        assertThat(isOver()).as("the sink has had its end").isFalse();
    }
}
