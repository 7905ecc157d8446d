package dev.pointsman.quality;

/** Signal of the quality of a model's answers. */
public enum QualitySignal {
    /** Share of answers with an invalid tool call: broken JSON, an unknown tool, arguments that do not match the schema. */
    TOOL_CALLS(0, "tool-calls", 1),
    /** Share of answers that do not match the JSON schema the request asked for. */
    JSON_SCHEMA(1, "json-schema", 1),
    /** Shares of answers that ended by length, by a content filter, or in another unusual way. */
    FINISH_REASONS(2, "finish-reasons", 3),
    /** Mean grade of answers, as given by users or evaluators. */
    GRADES(3, "grades", 1),
    /** Tokens per second of streamed answers; a change is a notice and not an alarm. */
    SPEED(4, "speed", 2);

    private final int index;
    private final String id;
    private final int channels;

    QualitySignal(int index, String id, int channels) {
        this.index = index;
        this.id = id;
        this.channels = channels;
    }

    /** Returns the signal at a place in arrays by signal. */
    static QualitySignal at(int index) {
        for (QualitySignal signal : values()) {
            if (signal.index == index) {
                return signal;
            }
        }
        throw new IllegalArgumentException("index: " + index);
    }

    /** Returns the place in arrays by signal. */
    int index() {
        return index;
    }

    int channels() {
        return channels;
    }

    boolean isGraded() {
        return this == GRADES;
    }

    /** The name as in configuration, metrics and messages, such as {@code tool-calls}. */
    @Override
    public String toString() {
        return id;
    }
}
