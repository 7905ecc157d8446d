package dev.pointsman.examples.kotlin

import dev.pointsman.model.Goal
import dev.pointsman.testkit.Fault
import dev.pointsman.testkit.FaultyProvider
import dev.pointsman.trace.RouteResult
import kotlinx.coroutines.runBlocking

/** Two embedded providers: calls before, during and after an outage of the cheaper one. */
fun main() {
    FaultyProvider.openAi().text("Rhine, Elbe, Weser.").start().use { first ->
        FaultyProvider.openAi().text("Nile, Amazon, Yangtze.").start().use { second ->
            val chat = RoutedChat(
                mapOf(
                    "first" to ChatCompletions(first.url(), "key"),
                    "second" to ChatCompletions(second.url(), "key"),
                ),
            )
            runBlocking {
                print("both healthy", chat.ask("Name three rivers.", Goal.COST))
                second.always(Fault.status(503))
                print("the cheaper one broken", chat.ask("Name three rivers.", Goal.COST))
                second.heal()
                print("healed", chat.ask("Name three rivers.", Goal.COST))
            }
        }
    }
}

private fun print(title: String, result: RouteResult<String>) {
    println("$title: ${result.value()}")
    println(result.trace().describe())
    println()
}
