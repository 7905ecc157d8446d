package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import org.junit.jupiter.api.Test;

/** Construction of a routed method's request. */
class RoutedRequestTest extends RoutedFixture {
    @Test
    void expressionsTakeTenantAndSessionFromTheArguments() {
        wards.byArguments("acme", 7);
        RouteRequest request = wards.attempts.get(0).request();
        assertThat(request.tenant()).isEqualTo("acme");
        assertThat(request.session()).isEqualTo("chat-7");
        assertThat(request.goal()).isEqualTo(Goal.SPEED);
        assertThat(request.pool()).as("of the type").isEqualTo("chat");
    }

    @Test
    void anExpressionWithoutAValueSetsNothing() {
        wards.byArguments(null, 7);
        assertThat(wards.attempts.get(0).request().tenant()).isNull();
    }

    @Test
    void aRequestChoosesPerCallAndTheAnnotationFillsItsGaps() {
        RouteRequest request =
                RouteRequest.builder().goal(Goal.COST).maxTokens(7).build();
        RouteRequest asked = wards.byRequest(request, null, null);
        assertThat(asked.goal()).isEqualTo(Goal.COST);
        assertThat(asked.maxTokens()).isEqualTo(7);
        assertThat(asked.pool()).isEqualTo("chat");
        assertThat(asked.tenant()).isEqualTo("annotated");
    }

    @Test
    void aMethodThatStreamsSaysSoWhateverItsRequestSays() {
        assertThat(wards.fluxByRequest(RouteRequest.toPool("chat"), null)
                        .blockLast()
                        .streaming())
                .isTrue();
        assertThat(wards.fluxByRequest(null, null).blockLast().streaming()).isTrue();
        RouteRequest streaming = RouteRequest.builder().streaming(true).build();
        assertThat(wards.byRequest(streaming, null, null).streaming()).isTrue();
        assertThat(wards.byRequest(null, null, null).streaming()).isFalse();
    }

    @Test
    void aGoalWinsOverTheRequests() {
        RouteRequest request =
                RouteRequest.builder().goal(Goal.COST).tenant("own").build();
        RouteRequest asked = wards.byRequest(request, Goal.SPEED, null);
        assertThat(asked.goal()).isEqualTo(Goal.SPEED);
        assertThat(asked.tenant()).isEqualTo("own");
    }

    @Test
    void nullChoosesNothing() {
        assertThat(wards.byRequest(null, null, null).goal()).isNull();
    }

    @Test
    void aParameterReceivesTheCurrentAttempt() {
        wards.byRequest(null, null, null);
        assertThat(wards.attempts.get(0).model().id()).isEqualTo("gpt-4o");
    }
}
