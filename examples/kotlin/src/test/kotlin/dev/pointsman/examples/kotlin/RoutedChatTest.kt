package dev.pointsman.examples.kotlin

import dev.pointsman.failure.RoutingException
import dev.pointsman.model.FailureKind
import dev.pointsman.model.Goal
import dev.pointsman.testkit.Fault
import dev.pointsman.testkit.FaultyProvider
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.time.Duration

class RoutedChatTest {
    private val first = FaultyProvider.openAi().text("from first").start()
    private val second = FaultyProvider.openAi().text("from second").start()
    private val chat = RoutedChat(
        mapOf("first" to ChatCompletions(first.url(), "key"), "second" to ChatCompletions(second.url(), "key")),
    )

    @AfterEach
    fun close() {
        first.close()
        second.close()
    }

    @Test
    fun aSuspendedCallFailsOver() = runBlocking<Unit> {
        second.always(Fault.status(503))
        val result = chat.ask("hello", Goal.COST)
        assertThat(result.value()).isEqualTo("from first")
        assertThat(result.trace().attempts()[0].failure()?.kind()).isEqualTo(FailureKind.SERVER_ERROR)
    }

    @Test
    fun aBlockingCallFailsOver() {
        second.always(Fault.invalidKey())
        assertThat(chat.askBlocking("hello", Goal.COST).value()).isEqualTo("from first")
    }

    @Test
    fun aCallThatNoModelAnswersThrowsWithItsTrace() {
        first.always(Fault.status(503))
        second.always(Fault.status(503))
        val failure = assertThrows<RoutingException> { runBlocking { chat.ask("hello", Goal.COST) } }
        assertThat(failure.trace().attempts()).hasSizeGreaterThan(1)
    }

    @Test
    fun cancellingTheCoroutineCancelsTheCallAtTheProvider() = runBlocking<Unit> {
        second.always(Fault.neverAnswers())
        val call = async { chat.ask("hello", Goal.COST) }
        while (second.requestCount() == 0) {
            delay(5)
        }
        call.cancelAndJoin()
        second.awaitEnded(1, Duration.ofSeconds(10))
        assertThat(first.requestCount()).isZero()
    }
}
