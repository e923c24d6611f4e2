package eu.bilateral.kernel.event;

/** What kind of body an organisation is. */
public enum OrganisationType {
    CLUSTER,
    COMPANY,
    RESEARCH,
    PUBLIC,
    NETWORK,
    INVESTOR,
    INCUBATOR
}
