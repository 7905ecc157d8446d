package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/** JSON factory and field names of the log; numbers keep every bit. */
final class LogJson {
    /** Accepts NaN as a number, to distinguish it from malformed JSON. */
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .rootValueSeparator((String) null)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    static final String VERSION = "v";
    static final String TIME = "timeMicros";
    static final String DROPPED = "dropped";
    static final String DECISION = "decision";
    static final String GRADE = "grade";
    static final String CONTEXT = "context";
    static final String CANDIDATES = "candidates";
    static final String EXCLUSIONS = "exclusions";
    static final String OUTCOME = "outcome";

    private LogJson() {}
}
