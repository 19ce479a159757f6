package org.dupcheck.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.runtime.failure.Reason;

/** Asks before something is done that cannot be undone. Stateless. */
final class Question {
    private Question() {}

    /**
     * Whether the person at the terminal types just the word asked for.
     *
     * @param wouldDo what is said where there is no terminal to ask at, as in "this would remove 3 documents"
     * @throws UserFaultException where there is none
     */
    static boolean isAnswered(CommandContext context, String wouldDo, String question, String word) {
        if (!context.isTerminal()) {
            throw new UserFaultException(wouldDo + "; --yes does it without asking");
        }
        context.out().print(question);
        context.out().flush();
        try {
            // not closed: it is the process's input
            String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return answer != null && answer.strip().equals(word);
        } catch (IOException e) {
            throw new UserFaultException("the answer cannot be read: " + Reason.of(e), e);
        }
    }
}
