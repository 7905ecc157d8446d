package dev.pointsman.decisionlog;

import java.io.IOException;

/** A line that waits to be encoded and written. */
interface QueuedLine {
    void write(LoggedDecisionMapper mapper, DecisionLogWriter writer) throws IOException;
}
