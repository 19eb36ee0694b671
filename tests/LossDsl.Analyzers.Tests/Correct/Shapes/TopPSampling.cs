static class Trainer
{
    public static Tensor Step([Tensor("B V", DType.Float)] Tensor logits, double p)
    {
        var (sorted, places) = logits.softmax(-1).sort(descending: true);
        var drop = sorted.cumsum(-1) - sorted > p;
        var kept = sorted.masked_fill(drop, 0);
        var chosen = kept.multinomial(1);
        return places.gather(-1, chosen).squeeze(-1);
    }
}
