namespace LossDsl;

/// <summary>The data dict of the preference loss: pairs.</summary>
[DataDict]
public sealed partial record PreferenceLossDataDict : PairsDataDict;
