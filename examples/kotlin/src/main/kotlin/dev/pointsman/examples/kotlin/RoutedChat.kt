package dev.pointsman.examples.kotlin

import dev.pointsman.model.Goal
import dev.pointsman.model.Model
import dev.pointsman.model.ModelCatalogue
import dev.pointsman.model.RouteRequest
import dev.pointsman.policy.Pool
import dev.pointsman.router.ModelRouter
import dev.pointsman.trace.RouteResult
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.supervisorScope

/** Chat with two models of two providers, whose clients are given by the providers' names; the router chooses. */
class RoutedChat(private val clients: Map<String, ChatCompletions>) {
    private val router = ModelRouter.builder()
        .model(model("gpt-4.1-mini", "first"))
        .model(model("gpt-4.1-nano", "second"))
        .pool(Pool.of("chat", "gpt-4.1-mini", "gpt-4.1-nano"))
        .build()

    /**
     * Suspends until the best model for a goal has answered. Cancelling the coroutine cancels the call at the provider. The
     * scope is a supervisor's, as an attempt that fails must not end the call.
     */
    suspend fun ask(question: String, goal: Goal): RouteResult<String> = supervisorScope {
        router.callAsync(request(goal)) { attempt ->
            client(attempt.model()).askLater(this, attempt.model().name(), question)
        }.await()
    }

    /** Blocks the thread until the best model for a goal has answered. */
    fun askBlocking(question: String, goal: Goal): RouteResult<String> =
        router.call<String, Exception>(request(goal)) { attempt ->
            runBlocking { client(attempt.model()).ask(attempt.model().name(), question) }
        }

    private fun request(goal: Goal): RouteRequest = RouteRequest.builder().goal(goal).build()

    private fun client(model: Model): ChatCompletions = clients.getValue(model.provider())

    /** Takes price, context window and capabilities from the built-in catalogue. */
    private fun model(name: String, provider: String): Model =
        Model.builder(name, provider).from(ModelCatalogue.builtIn().find(name).orElseThrow()).build()
}
