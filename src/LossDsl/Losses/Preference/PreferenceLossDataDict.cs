namespace LossDsl;

/// <summary>Required keys of the preference loss: those of all pairs.</summary>
[DataDict]
public sealed partial record PreferenceLossDataDict : PairsDataDict;
