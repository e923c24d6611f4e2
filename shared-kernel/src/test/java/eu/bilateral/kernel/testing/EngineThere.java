package eu.bilateral.kernel.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips what was asked for on containers where there is no engine for them. */
final class EngineThere implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Parts.chosen() == Parts.EMBEDDED) {
            return ConditionEvaluationResult.enabled("It runs on the embedded parts");
        }
        return DockerClientFactory.instance().isDockerAvailable()
                ? ConditionEvaluationResult.enabled("A Docker engine answers")
                : ConditionEvaluationResult.disabled(
                        "No Docker engine answers: this does not run on Kafka and MongoDB in containers");
    }
}
