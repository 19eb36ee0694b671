static class Trainer
{
    public static Tensor Step([Tensor("B S V", DType.Float)] Tensor student, [Tensor("B S V", DType.Float)] Tensor teacher, [Tensor("B S")] Tensor mask)
    {
        var p = teacher.log_softmax(-1);
        var q = student.log_softmax(-1);
        return ((p.exp() * (p - q)).sum(-1) * mask).sum() / mask.sum();
    }
}
