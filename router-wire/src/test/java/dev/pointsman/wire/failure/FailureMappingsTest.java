package dev.pointsman.wire.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.FailureKind;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureMappingsTest {
    private final FailureMappings mappings = new FailureMappings(
            Map.of(499, FailureKind.TIMEOUT, 0, FailureKind.CUT),
            Map.of("My_Code", FailureKind.CONTENT_FILTER, "type", FailureKind.CONNECTION),
            Map.of(
                    "java.lang.Exception", FailureKind.SERVER_ERROR,
                    "java.io.IOException", FailureKind.CONNECTION));

    @Test
    void aCodeOutweighsAStatus() {
        assertThat(mappings.ofAnswer(499, "my_code")).isEqualTo(FailureKind.CONTENT_FILTER);
        assertThat(mappings.ofAnswer(499, "other")).isEqualTo(FailureKind.TIMEOUT);
        assertThat(mappings.ofAnswer(499)).isEqualTo(FailureKind.TIMEOUT);
        assertThat(mappings.ofAnswer(500, "", "other")).isNull();
    }

    @Test
    void theFirstWordWithAMappingCounts() {
        assertThat(mappings.ofAnswer(500, "", "TYPE", "my_code")).isEqualTo(FailureKind.CONNECTION);
    }

    @Test
    void theNearestClassCounts() {
        assertThat(mappings.ofException(new java.io.EOFException())).isEqualTo(FailureKind.CONNECTION);
        assertThat(mappings.ofException(new IllegalStateException(new IOException())))
                .isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(mappings.ofException(new AssertionError())).isNull();
    }

    @Test
    void noMappingsSayNothing() {
        assertThat(FailureMappings.NONE.ofAnswer(500, "code")).isNull();
        assertThat(FailureMappings.NONE.ofException(new IOException())).isNull();
    }
}
