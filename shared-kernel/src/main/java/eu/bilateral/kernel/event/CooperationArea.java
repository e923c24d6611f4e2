package eu.bilateral.kernel.event;

/** In what two clusters can work together. */
public enum CooperationArea {
    RESEARCH_AND_DEVELOPMENT,
    TECHNOLOGY_TRANSFER,
    KNOWLEDGE_EXCHANGE,
    MARKET_ACCESS,
    B2B,
    TALENT,
    JOINT_FUNDING
}
