namespace LossDsl.Generators.Declarations;

/// <summary>The names of what declarations are made of.</summary>
internal static class Vocabulary
{
    public const string DataDict = "LossDsl.DataDictAttribute";
    public const string Tensor = "LossDsl.TensorAttribute";
    public const string RequiredWhen = "LossDsl.RequiredWhenAttribute<TConfig>";
    public const string Extra = "LossDsl.ExtraAttribute";
    public const string LossConfig = "LossDsl.LossConfigAttribute";
    public const string ConfigKey = "LossDsl.ConfigKeyAttribute";
    public const string Requires = "LossDsl.RequiresAttribute";
    public const string ConflictsWith = "LossDsl.ConflictsWithAttribute";
    public const string RequiredWhenSetting = "LossDsl.RequiredWhenAttribute";
    public const string LossMetrics = "LossDsl.LossMetricsAttribute";
    public const string Metric = "LossDsl.MetricAttribute";
    public const string Range = "System.ComponentModel.DataAnnotations.RangeAttribute";
    public const string AllowedValues = "System.ComponentModel.DataAnnotations.AllowedValuesAttribute";
    public const string TensorType = "TorchSharp.torch.Tensor";
}
