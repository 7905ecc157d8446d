package dev.pointsman.examples.kotlin

import com.fasterxml.jackson.databind.ObjectMapper
import dev.pointsman.failure.ProviderException
import dev.pointsman.failure.RefusalTable
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.future.future
import kotlinx.coroutines.suspendCancellableCoroutine
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionException
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException

/** Client of an API for chat completions. Its answers come later, so calls can be cancelled and hedged. */
class ChatCompletions(url: String, private val apiKey: String) {
    private val http = HttpClient.newHttpClient()
    private val json = ObjectMapper()
    private val uri = URI.create("$url/chat/completions")

    /** Returns a model's answer to a question; fails with a ProviderException if the status is an error. */
    suspend fun ask(model: String, question: String): String {
        val messages = listOf(mapOf("role" to "user", "content" to question))
        val request = HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer $apiKey")
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(mapOf("model" to model, "messages" to messages))))
            .build()
        val response = http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).awaitResponse()
        if (response.statusCode() != 200) {
            throw ProviderException(RefusalTable.BUILT_IN.failure(response.statusCode(), null, null, null))
        }
        return json.readTree(response.body()).at("/choices/0/message/content").asText()
    }

    /** Returns the same as a future, which the router takes; it is cancelled with the scope. */
    fun askLater(scope: CoroutineScope, model: String, question: String): CompletableFuture<String> =
        scope.future { ask(model, question) }
}

/**
 * Suspends until a response of the JDK's client is there. Cancellation ends the exchange, which takes `cancel(true)`:
 * `await()` of kotlinx.coroutines says `cancel(false)`, after which the client reads on.
 */
private suspend fun <T> CompletableFuture<T>.awaitResponse(): T = suspendCancellableCoroutine { waiting ->
    whenComplete { value, failure ->
        if (failure == null) {
            waiting.resume(value)
        } else {
            waiting.resumeWithException((failure as? CompletionException)?.cause ?: failure)
        }
    }
    waiting.invokeOnCancellation { cancel(true) }
}
