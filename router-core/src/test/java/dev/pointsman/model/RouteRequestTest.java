package dev.pointsman.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteRequestTest {

    @Test
    void aRequestAsksForNothingUnlessToldTo() {
        RouteRequest request = RouteRequest.ANY;

        assertThat(request.pool()).isNull();
        assertThat(request.goal()).isNull();
        assertThat(request.operation()).isEqualTo(Operation.CHAT);
        assertThat(request.streaming()).isFalse();
        assertThat(request.expectedInputTokens()).isZero();
        assertThat(request.expectedOutputTokens()).isZero();
        assertThat(request.maxTokens()).isZero();
        assertThat(request.capabilities()).isEmpty();
        assertThat(request.regions()).isEqualTo(AllowDenyList.ANY);
        assertThat(request.providers()).isEqualTo(AllowDenyList.ANY);
        assertThat(request.models()).isEqualTo(AllowDenyList.ANY);
        assertThat(request.priceCeiling()).isNull();
        assertThat(request.tenant()).isNull();
        assertThat(request.session()).isNull();
        assertThat(request.deadline()).isNull();
    }

    @Test
    void aCopyHasEveryValueOfTheOriginal() {
        RouteRequest request = full().build();

        assertThat(request.toBuilder().build()).usingRecursiveComparison().isEqualTo(request);
        assertThat(request).usingRecursiveComparison().isNotEqualTo(RouteRequest.ANY);
        assertThat(request.capabilities()).containsExactlyInAnyOrder(Capability.TOOLS, Capability.VISION);
        assertThat(request.deadline()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void aBuilderUsedOnLeavesWhatItBuiltAlone() {
        RouteRequestBuilder builder = full();
        RouteRequest request = builder.build();
        RouteRequest copy = full().build();

        builder.pool("other").maxTokens(1).require().tenant(null);
        request.toBuilder().pool("third").build();

        assertThat(request).usingRecursiveComparison().isEqualTo(copy);
    }

    @Test
    void aSetChangedByItsOwnerChangesNoRequest() {
        Set<Capability> mine = EnumSet.of(Capability.TOOLS);
        RouteRequest request = RouteRequest.builder().capabilities(mine).build();

        mine.add(Capability.PDF);

        assertThat(request.capabilities()).containsExactly(Capability.TOOLS);
    }

    @Test
    void requiringTheSameTwiceIsRequiringItOnce() {
        assertThat(RouteRequest.builder()
                        .require(Capability.TOOLS, Capability.TOOLS)
                        .build()
                        .capabilities())
                .containsExactly(Capability.TOOLS);
    }

    @Test
    void valuesOutOfRangeAreRefusedAtOnce() {
        RouteRequestBuilder builder = RouteRequest.builder();

        assertThatThrownBy(() -> builder.maxTokens(-1)).hasMessage("maxTokens: -1 (expected: >= 0)");
        assertThatThrownBy(() -> builder.expectedInputTokens(-1))
                .hasMessage("expectedInputTokens: -1 (expected: >= 0)");
        assertThatThrownBy(() -> builder.estimatedInputTokens(-1))
                .hasMessage("estimatedInputTokens: -1 (expected: >= 0)");
        assertThatThrownBy(() -> builder.expectedOutputTokens(-1))
                .hasMessage("expectedOutputTokens: -1 (expected: >= 0)");
        assertThatThrownBy(() -> builder.deadline(Duration.ZERO)).hasMessage("deadline: PT0S (expected: > 0)");
        assertThatThrownBy(() -> builder.deadline(Duration.ofNanos(-1))).hasMessageContaining("(expected: > 0)");
    }

    @Test
    void tenantAndSessionStayPrivate() {
        assertThat(full().build().toString())
                .doesNotContain("acme")
                .doesNotContain("s-1")
                .contains("chat-pool");
    }

    @Test
    void aCountedPromptSaysMoreThanAGuess() {
        RouteRequest guessed = RouteRequest.builder().estimatedInputTokens(5).build();

        assertThat(guessed.expectedInputTokens()).isZero();
        assertThat(guessed.toBuilder().build().estimatedInputTokens()).isEqualTo(5);
        assertThat(guessed.toBuilder().expectedInputTokens(7).build().estimatedInputTokens())
                .isEqualTo(7);
    }

    private static RouteRequestBuilder full() {
        return RouteRequest.builder()
                .pool("chat-pool")
                .goal(Goal.COST)
                .operation(Operation.EMBEDDINGS)
                .streaming(true)
                .expectedInputTokens(1)
                .expectedOutputTokens(2)
                .maxTokens(3)
                .require(Capability.TOOLS, Capability.VISION)
                .regions(AllowDenyList.ANY.allow("eu"))
                .providers(AllowDenyList.ANY.deny("p"))
                .models(AllowDenyList.ANY.allow("m"))
                .priceCeiling(Pricing.of(1, 2))
                .tenant("acme")
                .session("s-1")
                .deadline(Duration.ofSeconds(9));
    }
}
